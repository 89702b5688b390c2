package org.everycore.jobs.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the container around this process allows it: processor time in cores, and bytes of memory; empty where nothing is
 * limited. Read from Linux control groups, version 2 ({@code cpu.max}, {@code memory.max}) or 1 ({@code cpu.cfs_quota_us},
 * {@code memory.limit_in_bytes}); the tightest limit on the way from the process's group to the root counts.
 */
public record CgroupLimits(OptionalDouble cores, OptionalLong memoryBytes) {
    public static final CgroupLimits NONE = new CgroupLimits(OptionalDouble.empty(), OptionalLong.empty());

    /** Version 1 writes "no limit" as the largest multiple of a page; nothing real is near it. */
    private static final long UNLIMITED = 1L << 60;

    public CgroupLimits {
        Objects.requireNonNull(cores, "cores is null");
        Objects.requireNonNull(memoryBytes, "memoryBytes is null");
    }

    /** The limits of this process; none where there are no control groups. */
    public static CgroupLimits ofThisProcess() {
        return read(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
    }

    static CgroupLimits read(Path membership, Path root) {
        List<String> lines;
        try {
            lines = Files.readAllLines(membership);
        } catch (IOException e) {
            return NONE;
        }
        CgroupLimits found = NONE;
        for (String line : lines) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                found = found.tightest(ofGroup(parts[1], parts[2], root));
            }
        }
        return found;
    }

    private static CgroupLimits ofGroup(String controllers, String group, Path root) {
        CgroupLimits found = NONE;
        List<String> names = List.of(controllers.split(","));
        if (controllers.isEmpty()) {
            found = found.tightest(walk(root, group, CgroupLimits::version2));
        }
        if (names.contains("cpu")) {
            found = found.tightest(walk(root.resolve("cpu"), group, CgroupLimits::version1Cpu));
        }
        if (names.contains("memory")) {
            found = found.tightest(walk(root.resolve("memory"), group, CgroupLimits::version1Memory));
        }
        return found;
    }

    /** From the group up to the root: a container often sees only the root, where its own limits then stand. */
    private static CgroupLimits walk(Path root, String group, java.util.function.Function<Path, CgroupLimits> reader) {
        CgroupLimits found = reader.apply(root);
        Path at;
        try {
            at = root.resolve(group.startsWith("/") ? group.substring(1) : group)
                    .normalize();
        } catch (InvalidPathException e) {
            return found;
        }
        while (at != null && at.startsWith(root) && !at.equals(root)) {
            found = found.tightest(reader.apply(at));
            at = at.getParent();
        }
        return found;
    }

    private static CgroupLimits version2(Path group) {
        String[] quota = text(group.resolve("cpu.max")).split("\\s+");
        OptionalDouble cores = quota.length == 2 ? cores(number(quota[0]), number(quota[1])) : OptionalDouble.empty();
        return new CgroupLimits(cores, memory(number(text(group.resolve("memory.max")))));
    }

    private static CgroupLimits version1Cpu(Path group) {
        long quota = number(text(group.resolve("cpu.cfs_quota_us")));
        long period = number(text(group.resolve("cpu.cfs_period_us")));
        return new CgroupLimits(cores(quota, period), OptionalLong.empty());
    }

    private static CgroupLimits version1Memory(Path group) {
        return new CgroupLimits(OptionalDouble.empty(), memory(number(text(group.resolve("memory.limit_in_bytes")))));
    }

    private static OptionalDouble cores(long quota, long period) {
        return quota > 0 && period > 0 ? OptionalDouble.of((double) quota / period) : OptionalDouble.empty();
    }

    private static OptionalLong memory(long bytes) {
        return bytes > 0 && bytes < UNLIMITED ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private CgroupLimits tightest(CgroupLimits other) {
        return new CgroupLimits(
                cores.isEmpty() || other.cores.isPresent() && other.cores.getAsDouble() < cores.getAsDouble()
                        ? other.cores
                        : cores,
                memoryBytes.isEmpty()
                                || other.memoryBytes.isPresent()
                                        && other.memoryBytes.getAsLong() < memoryBytes.getAsLong()
                        ? other.memoryBytes
                        : memoryBytes);
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The number, or -1 for "max", an absent file and anything else. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
