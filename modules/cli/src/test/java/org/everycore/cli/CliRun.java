package org.everycore.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One command line run in this process, with folders of its own, and what came out. */
public record CliRun(int exit, String out, String err) {
    public static CliRun of(Path folder, String... args) {
        return in(folder, Map.of(), "", new Interrupts(), args);
    }

    public static CliRun in(Path folder, Map<String, String> env, String input, Interrupts interrupts, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env,
                Terminal.NONE,
                new Folders(
                        folder.resolve(".config"),
                        folder.resolve(".state"),
                        folder.resolve(".cache"),
                        Optional.empty()),
                interrupts);
        int exit = new Cli(session).run(args);
        session.out().flush();
        return new CliRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
