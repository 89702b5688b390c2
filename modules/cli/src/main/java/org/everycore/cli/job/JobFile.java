package org.everycore.cli.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.Failure;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;

/** A job file as a person names it, and the request in it. */
public record JobFile(String name, JobRequest request) {
    private static final long MOST_BYTES = 16 << 20;

    /** Reads a job file; complaints name the file. Relative paths in it begin at its folder, wherever the command was typed. */
    public static JobFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw Failure.wrongInput(file + ": is a folder, not a job file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw Failure.wrongInput(file + ": is larger than a job file may be (" + MOST_BYTES + " bytes)");
        }
        byte[] json = Files.readAllBytes(file);
        try {
            return new JobFile(file.toString(), JobPaths.from(file, JobRequest.parse(json, "")));
        } catch (SpecException e) {
            throw in(file.toString(), e);
        }
    }

    /** The same complaint with the file's name before it. */
    public static Failure in(String file, SpecException e) {
        return Failure.wrongInput(e.field(), file + (e.getMessage().startsWith(":") ? "" : ": ") + e.getMessage());
    }

    public JobFile with(JobRequest other) {
        return new JobFile(name, other);
    }

    /** What the job's result is called in a folder: as the job file, with the ending of what the job writes. */
    public String resultName(KindRegistry kinds) {
        try {
            return stem() + "." + kinds.formats(request).get(0).extension();
        } catch (SpecException e) {
            throw in(name, e);
        }
    }

    /** The file's name without folder and ending. */
    private String stem() {
        String last = Path.of(name).getFileName().toString();
        int dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
