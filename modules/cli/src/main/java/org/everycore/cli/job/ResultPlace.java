package org.everycore.cli.job;

import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.Failure;
import org.everycore.jobs.result.ResultTarget;

/** Where a result is to go, looked at before any work is done for it. */
public final class ResultPlace {
    private ResultPlace() {}

    /** @param option what the person wrote before the file's name, such as {@code --out} */
    public static ResultTarget of(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw Failure.wrongInput(option + " = " + file + ": is a folder; name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw Failure.wrongInput(option + " = " + file + ": there is no folder " + folder);
        }
        boolean special = Files.exists(file) && !Files.isRegularFile(file);
        if (!Files.isWritable(special ? file : folder)) {
            throw Failure.wrongInput(
                    option + " = " + file + ": no permission to write " + (special ? "to it" : "in " + folder));
        }
        return ResultTarget.to(file);
    }
}
