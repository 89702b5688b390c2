package org.everycore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What stands behind the output streams: whether a person watches them, whether they may carry colours, and how wide they
 * are.
 */
public record Terminal(boolean outIsTerminal, boolean errIsTerminal, boolean colours, int columns) {
    /** Neither stream is watched: plain text, no colours. */
    public static final Terminal NONE = new Terminal(false, false, false, Terminal.DEFAULT_COLUMNS);

    static final int DEFAULT_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 400;

    /** @param errors the descriptor of standard error */
    static Terminal ofThisProcess(Map<String, String> env, int errors) {
        boolean out = isTerminal(1);
        boolean err = isTerminal(errors);
        boolean dumb = "dumb".equals(env.get("TERM"));
        boolean colours =
                (out || err) && !dumb && env.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err && !dumb, colours, columns(env.get("COLUMNS")));
    }

    private static int columns(String text) {
        try {
            return text == null
                    ? DEFAULT_COLUMNS
                    : Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, Integer.parseInt(text.strip())));
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }

    /** Java tells of all three standard streams together only; Linux tells of each, elsewhere nobody is assumed to watch. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd", String.valueOf(descriptor));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
