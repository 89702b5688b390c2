package org.everycore.runtime;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.schedule.LedgerRules;

/**
 * What a local runtime works with.
 *
 * @param workers core workers to start
 * @param devices GPU workers to start, one a device
 * @param memoryBytes that jobs may use together
 * @param calibration speeds of this machine, asked for once a job
 * @param outOfMemory ends the process; called where an OutOfMemoryError surfaces
 */
public record LocalRuntimeConfig(
        int workers,
        int devices,
        long memoryBytes,
        KindRegistry kinds,
        Strategies strategies,
        Supplier<Calibration> calibration,
        Inputs inputs,
        LedgerRules rules,
        Consumer<OutOfMemoryError> outOfMemory) {
    private static final double USABLE = 0.8;

    public LocalRuntimeConfig {
        Objects.requireNonNull(kinds, "kinds is null");
        Objects.requireNonNull(strategies, "strategies is null");
        Objects.requireNonNull(calibration, "calibration is null");
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
                () -> Calibration.NOMINAL,
                Inputs.LOCAL,
                LedgerRules.DEFAULT,
                LocalRuntimeConfig::halt);
    }

    public LocalRuntimeConfig withWorkers(int count) {
        return new LocalRuntimeConfig(
                count, devices, memoryBytes, kinds, strategies, calibration, inputs, rules, outOfMemory);
    }

    public LocalRuntimeConfig withDevices(int count) {
        return new LocalRuntimeConfig(
                workers, count, memoryBytes, kinds, strategies, calibration, inputs, rules, outOfMemory);
    }

    public LocalRuntimeConfig withMemoryBytes(long bytes) {
        return new LocalRuntimeConfig(
                workers, devices, bytes, kinds, strategies, calibration, inputs, rules, outOfMemory);
    }

    public LocalRuntimeConfig withCalibration(Supplier<Calibration> speeds) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, speeds, inputs, rules, outOfMemory);
    }

    public LocalRuntimeConfig withInputs(Inputs files) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, calibration, files, rules, outOfMemory);
    }

    public LocalRuntimeConfig withRules(LedgerRules ledger) {
        return new LocalRuntimeConfig(
                workers, devices, memoryBytes, kinds, strategies, calibration, inputs, ledger, outOfMemory);
    }

    /** After an OutOfMemoryError nothing can be trusted, not even an orderly shutdown. */
    public static void halt(OutOfMemoryError error) {
        System.err.println(
                "everycore: out of memory (" + error.getMessage() + "); give the process more (-Xmx) or the job less");
        Runtime.getRuntime().halt(1);
    }
}
