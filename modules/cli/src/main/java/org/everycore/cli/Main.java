package org.everycore.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the process starts: the session of its real streams and environment, one command line, one exit code. */
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] args) {
        Map<String, String> env = System.getenv();
        Terminal terminal = Terminal.ofThisProcess(env);
        PrintStream out = new PrintStream(
                new ResultStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER)),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Interrupts interrupts = new Interrupts();
        interrupts.install();
        Folders folders = Folders.of(env, Path.of(System.getProperty("user.home")), installed());
        System.setProperty(LogSetup.FILE, folders.log().toString());
        int status = new Cli(new Session(System.in, out, err, env, terminal, folders, interrupts)).run(args);
        interrupts.end();
        System.exit(status);
    }

    /** The launcher says where the product lies. */
    private static Optional<Path> installed() {
        return Optional.ofNullable(System.getProperty("everycore.home")).map(Path::of);
    }
}
