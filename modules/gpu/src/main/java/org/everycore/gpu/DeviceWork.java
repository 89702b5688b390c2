package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A queue with the memory that was taken on it, which goes back when the work is over. */
final class DeviceWork implements AutoCloseable {
    /** Work items of a group: as many lanes, and what the kernel {@code ec_operator} is written for. */
    static final int ITEMS = 64;
    /** The most groups along y that a device takes. */
    private static final int MOST_ROWS = 65_535;

    private final DeviceQueue queue;
    private final Deque<Long> owned = new ArrayDeque<>();

    DeviceWork(DeviceQueue queue) {
        this.queue = queue;
    }

    /** Room for so many numbers. */
    long room(long numbers) {
        long buffer = queue.alloc(Double.BYTES * Math.max(1, numbers));
        owned.push(buffer);
        return buffer;
    }

    long shared(double[] values) {
        long buffer = room(values.length);
        queue.put(buffer, DoubleBuffer.wrap(values), 0, values.length);
        return buffer;
    }

    long shared(int[] values) {
        long buffer = room(values.length);
        queue.put(buffer, values);
        return buffer;
    }

    void put(long to, double[] from, int count) {
        queue.put(to, DoubleBuffer.wrap(from), 0, count);
    }

    void put(long to, DoubleBuffer from, int at, int count) {
        queue.put(to, from, at, count);
    }

    void get(long from, double[] to, int count) {
        queue.get(from, DoubleBuffer.wrap(to), 0, count);
    }

    void get(long from, DoubleBuffer to, int at, int count) {
        queue.get(from, to, at, count);
    }

    /** Starts a kernel over lanes and rows; its last argument is the lanes. */
    void lanes(String kernel, int rows, int lanes, Object... args) {
        Object[] all = java.util.Arrays.copyOf(args, args.length + 1);
        all[args.length] = lanes;
        start(new DeviceQueue.Launch(kernel, groups(lanes), Math.min(rows, MOST_ROWS), ITEMS, 0, all));
    }

    void start(DeviceQueue.Launch launch) {
        queue.launch(launch);
    }

    static int groups(int lanes) {
        return (lanes + ITEMS - 1) / ITEMS;
    }

    @Override
    public void close() {
        try {
            while (!owned.isEmpty()) {
                queue.free(owned.pop());
            }
        } finally {
            queue.close();
        }
    }
}
