package org.everycore.runtime;

import java.util.Objects;
import java.util.function.Consumer;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.schedule.LedgerRules;

/**
 * What a local runtime works with.
 *
 * @param workers core workers to start
 * @param devices GPU workers to start, one a device
 * @param memoryBytes that jobs may use together
 * @param yielding whether workers are given up while other programs use the cores
 * @param speeds what is known of how long jobs take; it learns from every job that runs
 * @param outOfMemory ends the process; called where an OutOfMemoryError surfaces
 */
public record LocalRuntimeConfig(
        int workers,
        int devices,
        long memoryBytes,
        KindRegistry kinds,
        Strategies strategies,
        SpeedBook speeds,
        Inputs inputs,
        LedgerRules rules,
        boolean yielding,
        Consumer<OutOfMemoryError> outOfMemory) {
    private static final double USABLE = 0.8;

    public LocalRuntimeConfig {
        Objects.requireNonNull(kinds, "kinds is null");
        Objects.requireNonNull(strategies, "strategies is null");
        Objects.requireNonNull(speeds, "speeds is null");
        Objects.requireNonNull(inputs, "inputs is null");
        Objects.requireNonNull(rules, "rules is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
        if (devices < 0 || devices > 4096) {
            throw new IllegalArgumentException("devices is " + devices + "; it must be 0 to 4096");
        }
        if (workers < 1 || workers > 4096) {
            throw new IllegalArgumentException("workers is " + workers + "; it must be 1 to 4096");
        }
    }

    /** One worker a processor, four fifths of the heap, nominal speeds, files of this machine. */
    public static LocalRuntimeConfig of(KindRegistry kinds) {
        return new LocalRuntimeConfig(
                Runtime.getRuntime().availableProcessors(),
                0,
                (long) (Runtime.getRuntime().maxMemory() * USABLE),
                kinds,
                Strategies.load(),
                SpeedBook.forgetful(),
                Inputs.LOCAL,
                LedgerRules.DEFAULT,
                false,
                LocalRuntimeConfig::halt);
    }

    public LocalRuntimeConfig withWorkers(int count) {
        return new LocalRuntimeConfig(
                count, devices, memoryBytes, kinds, strategies, speeds, inputs, rules, yielding, outOfMemory);
    }

    public LocalRuntimeConfig withDevices(int count) {
        return new LocalRuntimeConfig(
                workers, count, memoryBytes, kinds, strategies, speeds, inputs, rules, yielding, outOfMemory);
    }

    public LocalRuntimeConfig withMemoryBytes(long bytes) {
        return new LocalRuntimeConfig(
                workers, devices, bytes, kinds, strategies, speeds, inputs, rules, yielding, outOfMemory);
    }

    public LocalRuntimeConfig withSpeeds(SpeedBook book) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, book, inputs, rules, yielding, outOfMemory);
    }

    public LocalRuntimeConfig withInputs(Inputs files) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, speeds, files, rules, yielding, outOfMemory);
    }

    public LocalRuntimeConfig withRules(LedgerRules ledger) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, speeds, inputs, ledger, yielding, outOfMemory);
    }

    /** Gives workers up while other programs use the cores, and takes them again; at least half of them go on. */
    public LocalRuntimeConfig yieldingToOthers() {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, speeds, inputs, rules, true, outOfMemory);
    }

    /** After an OutOfMemoryError nothing can be trusted, not even an orderly shutdown. */
    public static void halt(OutOfMemoryError error) {
        System.err.println(
                "everycore: out of memory (" + error.getMessage() + "); give the process more (-Xmx) or the job less");
        Runtime.getRuntime().halt(1);
    }
}
