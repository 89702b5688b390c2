package org.everycore.jobs.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;

/**
 * How many workers a machine has cores for while other programs use some of them.
 *
 * <p>What others use is what all processors were busy since the last look, less what this process used; where the system does not tell,
 * the load average less this process's share. Half of the workers go on whatever others do, a container's limit is never passed, and
 * the answer moves by one worker a look, down only after two looks that agree.
 */
public final class FreeCores implements IntSupplier {
    private static final Path STAT = Path.of("/proc/stat");
    /** Clock ticks a second in which the kernel counts for programs. */
    private static final double TICKS = 100;

    private static final double SPARE = 0.5;

    private final int workers;
    private final Machine machine;
    private Seen before;
    private int allowed;
    private boolean wasLess;

    /** What the operating system tells. */
    interface Machine {
        int processors();

        /** Core seconds that all processors were busy since the system began, if it tells. */
        OptionalDouble busySeconds();

        double loadAverage();

        /** Core seconds that this process has used. */
        double ownSeconds();

        double seconds();

        OptionalDouble coreLimit();
    }

    private record Seen(OptionalDouble busy, double own, double at) {}

    FreeCores(int workers, Machine machine) {
        this.workers = workers;
        this.machine = machine;
        this.allowed = workers;
        this.before = look();
    }

    /** For a pool of so many workers of this process. */
    public static FreeCores ofThisMachine(int workers) {
        return new FreeCores(workers, new ThisMachine());
    }

    /** Workers that should compute until the next look. */
    @Override
    public int getAsInt() {
        Seen now = look();
        double passed = now.at() - before.at();
        if (passed <= 0) {
            return allowed;
        }
        double own = (now.own() - before.own()) / passed;
        double others = now.busy().isPresent() && before.busy().isPresent()
                ? (now.busy().getAsDouble() - before.busy().getAsDouble()) / passed - own
                : machine.loadAverage() - own;
        before = now;
        int limit = machine.coreLimit().isPresent()
                ? (int) Math.max(
                        1, Math.min(workers, Math.ceil(machine.coreLimit().getAsDouble())))
                : workers;
        int free = (int) Math.floor(machine.processors() - Math.max(0, others) + SPARE);
        int wanted = Math.max((limit + 1) / 2, Math.min(limit, free));
        boolean less = wanted < allowed;
        if (wanted > allowed) {
            allowed++;
        } else if (less && wasLess) {
            allowed--;
        }
        wasLess = less;
        return allowed;
    }

    private Seen look() {
        return new Seen(machine.busySeconds(), machine.ownSeconds(), machine.seconds());
    }

    /** Busy core seconds in the first line of {@code /proc/stat}: all but idle, waiting and stolen. */
    static OptionalDouble busy(List<String> stat) {
        String[] parts = stat.isEmpty() ? new String[0] : stat.get(0).trim().split("\\s+");
        if (parts.length < 8 || !parts[0].equals("cpu")) {
            return OptionalDouble.empty();
        }
        try {
            double ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) {
                ticks += Long.parseLong(parts[i]);
            }
            return OptionalDouble.of(ticks / TICKS);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static final class ThisMachine implements Machine {
        private final com.sun.management.OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

        @Override
        public int processors() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Override
        public OptionalDouble busySeconds() {
            try {
                return Files.isReadable(STAT)
                        ? busy(Files.readAllLines(STAT, StandardCharsets.US_ASCII))
                        : OptionalDouble.empty();
            } catch (IOException e) {
                return OptionalDouble.empty();
            }
        }

        @Override
        public double loadAverage() {
            return Math.max(0, system.getSystemLoadAverage());
        }

        @Override
        public double ownSeconds() {
            return system.getProcessCpuTime() / 1e9;
        }

        @Override
        public double seconds() {
            return System.nanoTime() / 1e9;
        }

        @Override
        public OptionalDouble coreLimit() {
            return CgroupLimits.ofThisProcess().cores();
        }
    }
}
