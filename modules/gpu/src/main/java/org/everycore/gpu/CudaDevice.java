package org.everycore.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One card of NVIDIA's, with the kernels loaded. It stays open while the process runs. */
final class CudaDevice implements GpuDevice {
    private static final int NAME_BYTES = 256;

    private final CudaDriver driver;
    private final String name;
    private final Pointer context;
    private final Pointer module;
    private final Map<String, Pointer> kernels = new ConcurrentHashMap<>();

    CudaDevice(CudaDriver driver, int ordinal, String ptx) {
        this.driver = driver;
        int device = driver.number("cuDeviceGet", ordinal);
        try (Memory text = new Memory(NAME_BYTES)) {
            driver.call("cuDeviceGetName", text, NAME_BYTES, device);
            name = text.getString(0) + " (" + ordinal + ")";
        }
        context = driver.handle("cuDevicePrimaryCtxRetain", device);
        enter();
        byte[] bytes = ptx.getBytes(StandardCharsets.US_ASCII);
        try (Memory image = new Memory(bytes.length + 1L)) {
            image.write(0, bytes, 0, bytes.length);
            image.setByte(bytes.length, (byte) 0);
            module = driver.handle("cuModuleLoadData", image);
        }
    }

    /** Makes the device that of the calling thread. */
    void enter() {
        driver.call("cuCtxSetCurrent", context);
    }

    Pointer kernel(String wanted) {
        return kernels.computeIfAbsent(wanted, each -> driver.handle("cuModuleGetFunction", module, each));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long memoryBytes() {
        enter();
        LongByReference free = new LongByReference();
        driver.call("cuMemGetInfo_v2", free, new LongByReference());
        return free.getValue();
    }

    @Override
    public DeviceQueue open() {
        enter();
        return new CudaQueue(driver, this);
    }
}
