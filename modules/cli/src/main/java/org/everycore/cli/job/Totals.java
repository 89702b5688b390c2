package org.everycore.cli.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.ReportTotals;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/** Totals over all jobs that ran here, kept in a small file in the state folder; calls at the same time take turns. */
final class Totals {
    private final Path folder;
    private final Path file;

    Totals(Path state) {
        folder = state;
        file = state.resolve("totals.json");
    }

    ReportTotals read() {
        try {
            return Files.exists(file)
                    ? Json.mapper().readValue(Files.readAllBytes(file), ReportTotals.class)
                    : ReportTotals.NONE;
        } catch (IOException e) {
            return ReportTotals.NONE;
        }
    }

    /** Adds reports; that totals cannot be kept is no reason for a job to fail. */
    void add(List<JobReport> reports) {
        try {
            Files.createDirectories(folder);
            try (FileChannel lock = FileChannel.open(
                            folder.resolve("totals.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                ReportTotals totals = read();
                for (JobReport report : reports) {
                    totals = totals.plus(report);
                }
                try (ResultFile out = ResultFile.open(ResultTarget.to(file))) {
                    out.stream().write(Json.mapper().writeValueAsBytes(totals));
                    if (held.isValid()) {
                        out.commit();
                    }
                }
            }
        } catch (IOException e) {
            // Kept as far as it goes.
        }
    }
}
