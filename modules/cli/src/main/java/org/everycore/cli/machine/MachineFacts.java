package org.everycore.cli.machine;

import java.util.List;
import java.util.Objects;
import org.everycore.jobs.machine.CgroupLimits;

/**
 * What there is to compute with.
 *
 * @param model the processor's name
 * @param physical physical cores
 * @param logical hardware threads
 * @param usable hardware threads that this process may use: fewer in a container or under an affinity mask
 * @param load1 mean number of runnable threads over the last minute; NaN where the system does not tell
 * @param memoryBytes all memory
 * @param availableBytes memory that a new program could use without swapping
 * @param container what the container allows
 * @param gpus one name each
 */
record MachineFacts(
        String model,
        int physical,
        int logical,
        int usable,
        double load1,
        long memoryBytes,
        long availableBytes,
        CgroupLimits container,
        List<String> gpus) {
    MachineFacts {
        Objects.requireNonNull(model, "model is null");
        Objects.requireNonNull(container, "container is null");
        if (physical < 1 || logical < physical || usable < 1) {
            throw new IllegalArgumentException(
                    "physical " + physical + ", logical " + logical + ", usable " + usable + " cores make no sense");
        }
        gpus = List.copyOf(gpus);
    }

    boolean hyperThreading() {
        return logical > physical;
    }

    /** The facts of this machine: from Linux's own files where they are, else from OSHI, which takes longer to start. */
    static MachineFacts ofThisMachine() {
        return LinuxMachine.ofThisMachine().orElseGet(OshiMachine::read);
    }
}
