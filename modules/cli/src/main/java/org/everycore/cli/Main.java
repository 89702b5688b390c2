package org.everycore.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The `everycore` command: it finds the sub-command, and turns whatever went wrong into one line and an exit code. */
@Command(
        name = "everycore",
        description = "Puts every core of every machine to work on one job.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage or input", "3:cancelled", "4:no cluster reached"})
public final class Main implements Runnable {
    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return new CommandLine(new Main(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, words) -> {
                    err.println("everycore: " + e.getMessage());
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("everycore: " + e.getMessage() + " (details: " + log(e) + ")");
                    return 1;
                })
                .execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, out);
    }

    /** Appends the stack trace to the user's log file and answers where that is. */
    private static Path log(Exception e) {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        Path file = base.resolve("everycore").resolve("everycore.log");
        try {
            Files.createDirectories(file.getParent());
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                writer.println(Instant.now());
                e.printStackTrace(writer);
            }
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException("cannot write " + file, cannotWrite);
        }
        return file;
    }

    /** The version that the jar's manifest names. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"everycore " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
