package org.everycore.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the process starts: the session of its real streams and environment, one command line, one exit code. */
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> env = System.getenv();
        Optional<Integer> errors = Optional.ofNullable(Integer.getInteger("everycore.stderr"));
        Terminal terminal = Terminal.ofThisProcess(env, errors.orElse(2));
        PrintStream out = new PrintStream(
                new ResultStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER)),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errors(errors), true, StandardCharsets.UTF_8);
        Interrupts interrupts = new Interrupts();
        interrupts.install();
        Folders folders = Folders.of(env, Path.of(System.getProperty("user.home")), installed());
        System.setProperty(LogSetup.FILE, folders.log().toString());
        int status = new Cli(new Session(System.in, out, err, env, terminal, folders, interrupts)).run(args);
        interrupts.end();
        System.exit(status);
    }

    /** On a terminal the launcher filters what the JVM itself says, and gives us a way round the filter. */
    private static OutputStream errors(Optional<Integer> descriptor) throws IOException {
        return descriptor.isEmpty()
                ? new FileOutputStream(FileDescriptor.err)
                : new FileOutputStream("/dev/fd/" + descriptor.get(), true);
    }

    /** The launcher says where the product lies. */
    private static Optional<Path> installed() {
        return Optional.ofNullable(System.getProperty("everycore.home")).map(Path::of);
    }
}
