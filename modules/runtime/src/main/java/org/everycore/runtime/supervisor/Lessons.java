package org.everycore.runtime.supervisor;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.everycore.jobs.cost.Basis;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.wire.ToSupervisor;

/** What a supervisor's jobs teach of their speed: those that had the workers to themselves and ran through in one go. */
final class Lessons {
    private Lessons() {}

    /** Marks a job that begins, and those that it begins beside. */
    static void begun(JobEntry entry, Collection<JobEntry> all) {
        for (JobEntry other : all) {
            if (!other.equals(entry) && other.phase == JobEntry.Phase.RUNNING) {
                other.shared = true;
                entry.shared = true;
            }
        }
    }

    static void ended(JobEntry entry, JobReport report, SupervisorSettings settings) {
        Basis basis = entry.planned == null ? null : entry.planned.prediction().basis();
        boolean teaches = report.state() == JobState.SUCCEEDED
                && report.retries() == 0
                && !entry.shared
                && !entry.resumed
                && basis != null;
        if (teaches) {
            SpeedBook speeds = settings.planner().speeds();
            speeds.learn(basis, report.seconds());
            CompletableFuture<Void> unused = CompletableFuture.runAsync(speeds::keep, settings.blocking());
        }
    }

    /** What a worker does in a second: the mean over all workers whose nodes measured themselves. */
    static Map<Resource, Double> speeds(List<ToSupervisor.PoolReady> pools) {
        Map<Resource, Double> means = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            double sum = 0;
            int workers = 0;
            for (ToSupervisor.PoolReady pool : pools) {
                double speed = pool.speeds().path(resource.label()).asDouble(0);
                if (speed > 0 && Double.isFinite(speed)) {
                    sum += speed * pool.workers();
                    workers += pool.workers();
                }
            }
            if (workers > 0) {
                means.put(resource, sum / workers);
            }
        }
        return means;
    }
}
