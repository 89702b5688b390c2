package org.everycore.gpu;

import java.nio.DoubleBuffer;

/**
 * One worker's queue on a device: memory, copies and launches of the kernels of {@code everycore.cu}, in the order in which they were
 * asked for. Used by one thread. Whatever goes wrong on the device is an {@link IllegalStateException} that names the call.
 */
public interface DeviceQueue extends AutoCloseable {
    /**
     * Takes memory of the device.
     *
     * @throws DeviceMemoryException when there is not enough
     */
    long alloc(long bytes);

    void free(long buffer);

    /** Copies numbers to the device; the source may be written to when it returns. */
    void put(long to, DoubleBuffer from, int at, int count);

    void put(long to, int[] from);

    /** Copies numbers from the device, when all that was asked for before is done. */
    void get(long from, DoubleBuffer to, int at, int count);

    /** Starts a kernel; the answer may be there later. */
    void launch(Launch launch);

    @Override
    void close();

    /**
     * A launch of {@code groups} x {@code rows} groups of {@code items} work items.
     *
     * @param sharedBytes of memory that a group shares and whose size the kernel leaves to the launch
     * @param args buffers and 64-bit numbers as Long, others as Integer or Double, in the kernel's order
     */
    record Launch(String kernel, int groups, int rows, int items, int sharedBytes, Object... args) {}
}
