package org.everycore.runtime.supervisor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.everycore.jobs.strategy.Resources;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.schedule.LedgerRules;

/**
 * What a supervisor works with.
 *
 * @param name of the node, for people
 * @param planner makes plans, on {@code blocking}
 * @param assumed resources to plan with before any pool is there
 * @param maxRunning jobs that run at a time; others wait
 * @param maxWaiting jobs that may wait; more are refused
 * @param memoryBytes that running jobs may use together on a node
 * @param grace how long a job that every node refuses is kept for another node to come
 * @param watch is told what jobs and chunks do
 * @param outOfMemory ends the process
 */
public record SupervisorSettings(
        String name,
        JobPlanner planner,
        Journal journal,
        LedgerRules rules,
        Resources assumed,
        int maxRunning,
        int maxWaiting,
        long memoryBytes,
        Duration grace,
        Executor blocking,
        JobWatch watch,
        Consumer<OutOfMemoryError> outOfMemory) {
    public SupervisorSettings {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(planner, "planner is null");
        Objects.requireNonNull(journal, "journal is null");
        Objects.requireNonNull(rules, "rules is null");
        Objects.requireNonNull(assumed, "assumed is null");
        Objects.requireNonNull(grace, "grace is null");
        Objects.requireNonNull(blocking, "blocking is null");
        Objects.requireNonNull(watch, "watch is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
        if (maxRunning < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("maxRunning " + maxRunning + ", maxWaiting " + maxWaiting);
        }
    }
}
