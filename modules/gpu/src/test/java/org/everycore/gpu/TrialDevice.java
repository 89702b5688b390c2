package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A device that runs the kernels' PTX in {@link PtxMachine}, with as much memory as a test gives it, and failures when it says so. */
final class TrialDevice implements GpuDevice {
    private static final long PLENTY = 1L << 28;

    final AtomicLong memory = new AtomicLong();
    final AtomicInteger launches = new AtomicInteger();
    final AtomicInteger largest = new AtomicInteger();
    final AtomicInteger failFrom = new AtomicInteger();
    private final String name;
    private final PtxMachine machine;

    TrialDevice(String name) {
        this(name, Ptx.text());
    }

    TrialDevice(String name, String ptx) {
        this.name = name;
        this.machine = new PtxMachine(ptx);
        reset();
    }

    void reset() {
        memory.set(PLENTY);
        launches.set(0);
        largest.set(0);
        failFrom.set(Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long memoryBytes() {
        return memory.get();
    }

    @Override
    public DeviceQueue open() {
        return new Queue(new PtxMemory(memory.get()));
    }

    private final class Queue implements DeviceQueue {
        private final PtxMemory room;

        Queue(PtxMemory room) {
            this.room = room;
        }

        @Override
        public long alloc(long bytes) {
            return room.alloc(bytes);
        }

        @Override
        public void free(long buffer) {
            room.free(buffer);
        }

        @Override
        public void put(long to, DoubleBuffer from, int at, int count) {
            for (int i = 0; i < count; i++) {
                room.store(to + 8L * i, true, Double.doubleToRawLongBits(from.get(at + i)));
            }
        }

        @Override
        public void put(long to, int[] from) {
            for (int i = 0; i < from.length; i++) {
                room.store(to + 4L * i, false, from[i]);
            }
        }

        @Override
        public void get(long from, DoubleBuffer to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to.put(at + i, Double.longBitsToDouble(room.load(from + 8L * i, true)));
            }
        }

        @Override
        public void launch(Launch launch) {
            if (launches.incrementAndGet() >= failFrom.get()) {
                throw new IllegalStateException("the bus fell silent");
            }
            if (launch.kernel().equals("ec_norms")) {
                largest.accumulateAndGet((Integer) launch.args()[launch.args().length - 1], Math::max);
            }
            machine.run(launch, room);
        }

        @Override
        public void close() {}
    }
}
