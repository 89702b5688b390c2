package org.everycore.gpu;

/**
 * One accelerator of this node. It has passed {@link SelfTest}, or {@link GpuDevices} leaves it out: so what it computes is of the
 * cores' numeric family, bit for bit, and a job may use both.
 */
public interface GpuDevice {
    /** What reports and logs call it. */
    String name();

    /** Bytes of its memory that are free now. */
    long memoryBytes();

    /** Opens a queue; a device has any number of them, which run side by side. */
    DeviceQueue open();
}
