package org.everycore.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.jobs.machine.CgroupLimits;

/** Reads {@link MachineFacts} from the files under {@code /proc} and {@code /sys}, in milliseconds. */
final class LinuxMachine {
    private static final String NVIDIA = "0x10de";
    private static final String AMD = "0x1002";
    private static final String DISPLAY_CLASS = "0x03";
    private static final String COMPUTE_CLASS = "0x12";

    private final Path root;

    LinuxMachine(Path root) {
        this.root = root;
    }

    /** Empty where this is no Linux, or one that hides these files. */
    static Optional<MachineFacts> ofThisMachine() {
        try {
            return new LinuxMachine(Path.of("/"))
                    .read(Runtime.getRuntime().availableProcessors(), CgroupLimits.ofThisProcess());
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Optional<MachineFacts> read(int usable, CgroupLimits container) throws IOException {
        Path cpuinfo = root.resolve("proc/cpuinfo");
        Path meminfo = root.resolve("proc/meminfo");
        if (!Files.isReadable(cpuinfo) || !Files.isReadable(meminfo)) {
            return Optional.empty();
        }
        Map<String, String> processor = new HashMap<>();
        int logical = 0;
        for (String line : Files.readAllLines(cpuinfo, StandardCharsets.UTF_8)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String key = line.substring(0, colon).strip();
                logical += key.equals("processor") ? 1 : 0;
                processor.putIfAbsent(key, line.substring(colon + 1).strip());
            }
        }
        if (logical == 0) {
            return Optional.empty();
        }
        Map<String, Long> memory = memory(meminfo);
        return Optional.of(new MachineFacts(
                processor.getOrDefault("model name", System.getProperty("os.arch")),
                Math.min(logical, physical(logical)),
                logical,
                usable,
                load(),
                memory.getOrDefault("MemTotal", 0L),
                memory.getOrDefault("MemAvailable", memory.getOrDefault("MemFree", 0L)),
                container,
                gpus()));
    }

    /** Threads that share a core list the same siblings. */
    private int physical(int logical) throws IOException {
        Set<String> cores = new HashSet<>();
        for (int cpu = 0; cpu < logical; cpu++) {
            Path siblings = root.resolve("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list");
            if (!Files.isReadable(siblings)) {
                return logical;
            }
            cores.add(Files.readString(siblings).strip());
        }
        return cores.size();
    }

    private double load() throws IOException {
        Path file = root.resolve("proc/loadavg");
        return Files.isReadable(file)
                ? Double.parseDouble(Files.readString(file).split(" ", 2)[0])
                : Double.NaN;
    }

    private static Map<String, Long> memory(Path meminfo) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : Files.readAllLines(meminfo, StandardCharsets.UTF_8)) {
            String[] words = line.split("[:\\s]+");
            if (words.length == 3 && words[2].equals("kB")) {
                bytes.put(words[0], Long.parseLong(words[1]) * 1024);
            }
        }
        return bytes;
    }

    /** GPUs that can compute: NVIDIA's by their driver's files, else any display or compute device of NVIDIA or AMD. */
    private List<String> gpus() throws IOException {
        List<String> found = new ArrayList<>();
        Path driver = root.resolve("proc/driver/nvidia/gpus");
        if (Files.isDirectory(driver)) {
            try (DirectoryStream<Path> gpus = Files.newDirectoryStream(driver)) {
                for (Path gpu : gpus) {
                    found.add(model(gpu.resolve("information")));
                }
            }
        }
        Path devices = root.resolve("sys/bus/pci/devices");
        if (found.isEmpty() && Files.isDirectory(devices)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(devices)) {
                for (Path device : all) {
                    device(device).ifPresent(found::add);
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static String model(Path information) throws IOException {
        for (String line : Files.readAllLines(information, StandardCharsets.UTF_8)) {
            if (line.startsWith("Model:")) {
                return line.substring("Model:".length()).strip();
            }
        }
        return "NVIDIA GPU";
    }

    private static Optional<String> device(Path device) throws IOException {
        Path vendorFile = device.resolve("vendor");
        Path typeFile = device.resolve("class");
        if (!Files.isReadable(vendorFile) || !Files.isReadable(typeFile)) {
            return Optional.empty();
        }
        String vendor = Files.readString(vendorFile).strip();
        String type = Files.readString(typeFile).strip();
        boolean computes = type.startsWith(DISPLAY_CLASS) || type.startsWith(COMPUTE_CLASS);
        return !computes
                ? Optional.empty()
                : vendor.equals(NVIDIA)
                        ? Optional.of("NVIDIA GPU without its driver")
                        : vendor.equals(AMD) ? Optional.of("AMD GPU") : Optional.empty();
    }
}
