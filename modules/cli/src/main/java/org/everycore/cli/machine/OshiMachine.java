package org.everycore.cli.machine;

import java.util.List;
import org.everycore.jobs.machine.CgroupLimits;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GraphicsCard;
import oshi.hardware.HardwareAbstractionLayer;

/** Reads {@link MachineFacts} through OSHI, on any system that it knows. */
final class OshiMachine {
    private OshiMachine() {}

    static MachineFacts read() {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        CentralProcessor processor = hardware.getProcessor();
        double load = processor.getSystemLoadAverage(1)[0];
        List<String> gpus = hardware.getGraphicsCards().stream()
                .filter(card ->
                        card.getVendor().contains("NVIDIA") || card.getVendor().contains("AMD"))
                .map(GraphicsCard::getName)
                .sorted()
                .toList();
        return new MachineFacts(
                processor.getProcessorIdentifier().getName(),
                processor.getPhysicalProcessorCount(),
                processor.getLogicalProcessorCount(),
                Runtime.getRuntime().availableProcessors(),
                load < 0 ? Double.NaN : load,
                hardware.getMemory().getTotal(),
                hardware.getMemory().getAvailable(),
                CgroupLimits.ofThisProcess(),
                gpus);
    }
}
