package org.everycore.jobs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupLimitsTest {
    @TempDir
    Path folder;

    @Test
    void version2ReadsQuotaAndMemoryOfTheOwnGroup() throws IOException {
        file("self", "0::/pod/box\n");
        file("cg/pod/box/cpu.max", "150000 100000\n");
        file("cg/pod/box/memory.max", "2147483648\n");

        CgroupLimits limits = limits();

        assertThat(limits.cores()).hasValue(1.5);
        assertThat(limits.memoryBytes()).hasValue(2L << 30);
    }

    @Test
    void aTighterGroupAboveCounts() throws IOException {
        file("self", "0::/pod/box\n");
        file("cg/pod/box/cpu.max", "400000 100000\n");
        file("cg/pod/box/memory.max", "max\n");
        file("cg/pod/cpu.max", "200000 100000\n");
        file("cg/pod/memory.max", "1000000\n");

        CgroupLimits limits = limits();

        assertThat(limits.cores()).hasValue(2);
        assertThat(limits.memoryBytes()).hasValue(1_000_000);
    }

    @Test
    void insideAContainerTheLimitsStandAtTheRoot() throws IOException {
        file("self", "0::/../elsewhere\n");
        file("cg/cpu.max", "50000 100000\n");

        assertThat(limits().cores()).hasValue(0.5);
    }

    @Test
    void version1ReadsItsOwnFilesAndKnowsItsSignsForNoLimit() throws IOException {
        file("self", "5:memory:/m\n4:cpu,cpuacct:/c\n1:name=systemd:/\n");
        file("cg/cpu/c/cpu.cfs_quota_us", "300000\n");
        file("cg/cpu/c/cpu.cfs_period_us", "100000\n");
        file("cg/cpu/cpu.cfs_quota_us", "-1\n");
        file("cg/cpu/cpu.cfs_period_us", "100000\n");
        file("cg/memory/m/memory.limit_in_bytes", "9223372036854771712\n");
        file("cg/memory/memory.limit_in_bytes", "8589934592\n");

        CgroupLimits limits = limits();

        assertThat(limits.cores()).hasValue(3);
        assertThat(limits.memoryBytes()).hasValue(8L << 30);
    }

    @Test
    void nothingThereMeansNoLimits() throws IOException {
        assertThat(limits()).isEqualTo(CgroupLimits.NONE);
        file("self", "nonsense\n0::/gone\n");
        file("cg/gone/cpu.max", "garbage\n");
        assertThat(limits()).isEqualTo(CgroupLimits.NONE);
    }

    private CgroupLimits limits() {
        return CgroupLimits.read(folder.resolve("self"), folder.resolve("cg"));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
