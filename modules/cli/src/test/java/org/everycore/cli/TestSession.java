package org.everycore.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Sessions for tests: captured streams, folders under a temporary one. */
final class TestSession {
    private TestSession() {}

    static Session in(Path folder) {
        return capture(folder).session();
    }

    static Captured capture(Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Terminal.NONE,
                new Folders(
                        folder.resolve(".config"),
                        folder.resolve(".state"),
                        folder.resolve(".cache"),
                        Optional.empty()),
                new Interrupts());
        return new Captured(session, err);
    }

    record Captured(Session session, ByteArrayOutputStream bytes) {
        String err() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
