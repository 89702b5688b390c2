package org.everycore.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.everycore.jobs.machine.CgroupLimits;
import org.everycore.jobs.machine.WorkerRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {
    @TempDir
    Path root;

    @Test
    void twoThreadsOfACoreAreOneCore() throws IOException {
        machine(4, cpu -> cpu % 2 + "," + (cpu % 2 + 2));

        MachineFacts facts = read();

        assertThat(facts.model()).isEqualTo("Test CPU @ 3 GHz");
        assertThat(facts.physical()).isEqualTo(2);
        assertThat(facts.logical()).isEqualTo(4);
        assertThat(facts.hyperThreading()).isTrue();
        assertThat(facts.load1()).isEqualTo(0.25);
        assertThat(facts.memoryBytes()).isEqualTo(16_000_000L * 1024);
        assertThat(facts.availableBytes()).isEqualTo(12_000_000L * 1024);
        assertThat(facts.gpus()).isEmpty();
    }

    @Test
    void gpusAreNamedByTheirDriverOrByTheirVendor() throws IOException {
        machine(1, cpu -> "0");
        file("sys/bus/pci/devices/0000:00:02.0/vendor", "0x8086\n");
        file("sys/bus/pci/devices/0000:00:02.0/class", "0x030000\n");
        file("sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n");
        file("sys/bus/pci/devices/0000:01:00.0/class", "0x030200\n");
        file("sys/bus/pci/devices/0000:01:00.1/vendor", "0x10de\n");
        file("sys/bus/pci/devices/0000:01:00.1/class", "0x040300\n");

        assertThat(read().gpus()).containsExactly("NVIDIA GPU without its driver");

        file("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA H100\nIRQ: 3\n");
        assertThat(read().gpus()).containsExactly("NVIDIA H100");
    }

    @Test
    void aSystemWithoutTheseFilesGivesNothing() throws IOException {
        assertThat(new LinuxMachine(root).read(2, CgroupLimits.NONE)).isEmpty();
    }

    @Test
    void aContainersQuotaLowersTheRecommendation() throws IOException {
        machine(8, String::valueOf);
        CgroupLimits limits = new CgroupLimits(OptionalDouble.of(2.5), OptionalLong.empty());
        MachineFacts facts = new LinuxMachine(root).read(8, limits).orElseThrow();

        WorkerRules rules = CpuCommand.rules(facts, Map.of());

        assertThat(rules).isEqualTo(new WorkerRules(3, 3, false));
        assertThat(CpuCommand.rules(facts, Map.of("CI", "true")).ci()).isTrue();
    }

    @Test
    void agreesWithOshiOnThisMachine() {
        Optional<MachineFacts> facts = LinuxMachine.ofThisMachine();
        assumeThat(facts).isPresent();
        MachineFacts oshi = OshiMachine.read();

        assertThat(facts.get().physical()).isEqualTo(oshi.physical());
        assertThat(facts.get().logical()).isEqualTo(oshi.logical());
        assertThat(facts.get().memoryBytes()).isEqualTo(oshi.memoryBytes());
        assertThat(facts.get().model()).isEqualTo(oshi.model());
    }

    private MachineFacts read() throws IOException {
        return new LinuxMachine(root).read(4, CgroupLimits.NONE).orElseThrow();
    }

    private void machine(int logical, java.util.function.IntFunction<String> siblings) throws IOException {
        StringBuilder cpuinfo = new StringBuilder();
        for (int cpu = 0; cpu < logical; cpu++) {
            cpuinfo.append("processor\t: ").append(cpu).append("\nmodel name\t: Test CPU @ 3 GHz\n\n");
            file("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", siblings.apply(cpu) + "\n");
        }
        file("proc/cpuinfo", cpuinfo.toString());
        file(
                "proc/meminfo",
                "MemTotal:       16000000 kB\nMemFree: 1 kB\nMemAvailable:   12000000 kB\nHugePages_Total: 0\n");
        file("proc/loadavg", "0.25 0.10 0.05 1/100 1234\n");
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
