package org.everycore.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds NVIDIA's cards. Files are looked at before anything is loaded: every run asks, and most machines have no such card. */
public final class CudaProvider implements GpuProvider {
    /** Names another library than the system's. */
    static final String LIBRARY = "everycore.gpu.library";

    private static final String DRIVER = "libcuda.so.1";
    /** What the driver makes, on Linux and under Windows' Linux. */
    private static final List<Path> TRACES = List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

    @Override
    public List<GpuDevice> devices() {
        String library = System.getProperty(LIBRARY);
        if (library == null && TRACES.stream().noneMatch(Files::exists)) {
            throw new IllegalStateException("no NVIDIA driver here: there is no " + TRACES.get(0));
        }
        CudaDriver driver = new CudaDriver(library == null ? DRIVER : library);
        String ptx = Ptx.text();
        List<GpuDevice> devices = new ArrayList<>();
        int count = driver.number("cuDeviceGetCount");
        for (int ordinal = 0; ordinal < count; ordinal++) {
            devices.add(new CudaDevice(driver, ordinal, ptx));
        }
        return devices;
    }
}
