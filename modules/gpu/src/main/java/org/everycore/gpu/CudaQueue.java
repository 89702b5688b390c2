package org.everycore.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** A stream of a card. Numbers pass through page-locked memory, so that copies run beside what other streams compute. */
final class CudaQueue implements DeviceQueue {
    private static final int STAGING_BYTES = 4 << 20;
    private static final int MOST_ARGUMENTS = 32;
    /** What a kernel gets without asking. */
    private static final int PLAIN_SHARED_BYTES = 48 << 10;
    /** CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES. */
    private static final int MORE_SHARED = 8;
    /** CU_STREAM_NON_BLOCKING: the stream waits for no other. */
    private static final int BESIDE_OTHERS = 1;

    private final CudaDriver driver;
    private final CudaDevice device;
    private final Pointer stream;
    private final Pointer staging;
    private final DoubleBuffer staged;
    private final Memory values = new Memory(8L * MOST_ARGUMENTS);
    private final Memory pointers = new Memory(8L * MOST_ARGUMENTS);
    /** Whether a copy from the staging memory may still be under way. */
    private boolean reading;

    private Thread last = Thread.currentThread();

    CudaQueue(CudaDriver driver, CudaDevice device) {
        this.driver = driver;
        this.device = device;
        this.stream = driver.handle("cuStreamCreate", BESIDE_OTHERS);
        this.staging = driver.handle("cuMemAllocHost_v2", (long) STAGING_BYTES);
        this.staged = staging.getByteBuffer(0, STAGING_BYTES)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            pointers.setPointer(8L * i, values.share(8L * i));
        }
    }

    private void enter() {
        if (last != Thread.currentThread()) {
            device.enter();
            last = Thread.currentThread();
        }
    }

    @Override
    public long alloc(long bytes) {
        enter();
        LongByReference out = new LongByReference();
        driver.call("cuMemAlloc_v2", out, bytes);
        return out.getValue();
    }

    @Override
    public void free(long buffer) {
        enter();
        driver.call("cuMemFree_v2", buffer);
    }

    @Override
    public void put(long to, DoubleBuffer from, int at, int count) {
        enter();
        int piece = staged.capacity();
        for (int done = 0; done < count; done += piece) {
            int some = Math.min(piece, count - done);
            finishReading();
            staged.put(0, from, at + done, some);
            copyIn(to + 8L * done, 8L * some);
        }
    }

    @Override
    public void put(long to, int[] from) {
        enter();
        int piece = STAGING_BYTES / Integer.BYTES;
        for (int done = 0; done < from.length; done += piece) {
            int some = Math.min(piece, from.length - done);
            finishReading();
            staging.write(0, from, done, some);
            copyIn(to + 4L * done, 4L * some);
        }
    }

    private void copyIn(long to, long bytes) {
        driver.call("cuMemcpyHtoDAsync_v2", to, staging, bytes, stream);
        reading = true;
    }

    private void finishReading() {
        if (reading) {
            driver.call("cuStreamSynchronize", stream);
            reading = false;
        }
    }

    @Override
    public void get(long from, DoubleBuffer to, int at, int count) {
        enter();
        int piece = staged.capacity();
        for (int done = 0; done < count; done += piece) {
            int some = Math.min(piece, count - done);
            driver.call("cuMemcpyDtoHAsync_v2", staging, from + 8L * done, 8L * some, stream);
            driver.call("cuStreamSynchronize", stream);
            to.put(at + done, staged, 0, some);
        }
        reading = false;
    }

    @Override
    public void launch(Launch launch) {
        enter();
        Pointer kernel = device.kernel(launch.kernel());
        if (launch.sharedBytes() > PLAIN_SHARED_BYTES) {
            driver.call("cuFuncSetAttribute", kernel, MORE_SHARED, launch.sharedBytes());
        }
        for (int i = 0; i < launch.args().length; i++) {
            Object value = launch.args()[i];
            if (value instanceof Double number) {
                values.setDouble(8L * i, number);
            } else if (value instanceof Long number) {
                values.setLong(8L * i, number);
            } else {
                values.setInt(8L * i, (Integer) value);
            }
        }
        driver.call(
                "cuLaunchKernel",
                kernel,
                launch.groups(),
                launch.rows(),
                1,
                launch.items(),
                1,
                1,
                launch.sharedBytes(),
                stream,
                pointers,
                Pointer.NULL);
    }

    @Override
    public void close() {
        enter();
        try {
            // A copy may still read the staging memory, after a launch that failed say.
            driver.call("cuStreamSynchronize", stream);
        } finally {
            try {
                driver.call("cuStreamDestroy_v2", stream);
                driver.call("cuMemFreeHost", staging);
            } finally {
                values.close();
                pointers.close();
            }
        }
    }
}
