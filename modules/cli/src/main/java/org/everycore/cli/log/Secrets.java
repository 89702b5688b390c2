package org.everycore.cli.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;

/** Passwords and keys: from a file or from the environment, never from the command line, which every user of a machine can see. */
record Secrets(Session session) {
    /** @param file first line of it; null: the variable */
    String read(Path file, String option, String variable, String what) throws IOException {
        if (file != null) {
            if (!Files.isRegularFile(file)) {
                throw Failure.wrongInput(option + " = " + file + ": there is no such file");
            }
            String first = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (first.isEmpty()) {
                throw Failure.wrongInput(option + " = " + file + ": its first line is empty");
            }
            return first;
        }
        String value = session.env().getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw Failure.wrongInput(
                    what + " is missing: put it into a file named by " + option + ", or into " + variable);
        }
        return value;
    }
}
