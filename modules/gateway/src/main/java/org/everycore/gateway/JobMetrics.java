package org.everycore.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.job.JobWatch;

/** Counts jobs and chunks on the node that supervises, by their kind; a kind's name is one that the node knows. */
final class JobMetrics implements JobWatch {
    /** From a short chunk to a long night. */
    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(10)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> chunks = new ConcurrentHashMap<>();

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void chunk(Attempt attempt) {
        chunks.computeIfAbsent(
                        attempt.kind() + (attempt.good() ? " done" : " failed"),
                        key -> timer(
                                "everycore.chunks",
                                "What workers spent on chunks, by kind and outcome",
                                attempt.kind(),
                                "outcome",
                                attempt.good() ? "done" : "failed"))
                .record(attempt.busyNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void retried(String kind, String cause) {
        registry.counter("everycore.chunks.retries", "kind", kind, "cause", cause.toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void started(String kind, Duration waited) {
        timer("everycore.jobs.waited", "From a job's submission to its start", kind)
                .record(waited);
    }

    @Override
    public void ended(String kind, JobState state, Duration ran) {
        timer("everycore.jobs.ended", "From a job's start to its end, by kind and end", kind, "state", state.label())
                .record(ran);
    }

    private Timer timer(String name, String description, String kind, String... more) {
        return Timer.builder(name)
                .description(description)
                .tag("kind", kind)
                .tags(more)
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }
}
