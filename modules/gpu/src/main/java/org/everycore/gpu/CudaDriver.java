package org.everycore.gpu;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * NVIDIA's driver as a library: some twenty functions of its C interface, called by name. A node needs the driver alone; no toolkit,
 * no compiler and no other library of CUDA.
 */
final class CudaDriver {
    /** CUDA_ERROR_OUT_OF_MEMORY. */
    private static final int OUT_OF_MEMORY = 2;
    /** CUDA_ERROR_UNSUPPORTED_PTX_VERSION. */
    private static final int NEWER_PTX = 222;

    private final NativeLibrary library;
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    /** @param name of the library, or its path */
    CudaDriver(String name) {
        library = NativeLibrary.getInstance(name);
        call("cuInit", 0);
    }

    /**
     * Calls a function.
     *
     * @throws DeviceMemoryException when the device has no more memory
     * @throws IllegalStateException when anything else is wrong
     */
    void call(String name, Object... arguments) {
        int code = functions.computeIfAbsent(name, library::getFunction).invokeInt(arguments);
        if (code == OUT_OF_MEMORY) {
            throw new DeviceMemoryException(name + ": the device has no more memory");
        }
        if (code == NEWER_PTX) {
            throw new IllegalStateException(name + ": the driver is too old; 525 or newer is wanted");
        }
        if (code != 0) {
            throw new IllegalStateException(name + " answered " + code + error(code));
        }
    }

    private String error(int code) {
        PointerByReference text = new PointerByReference();
        int answer = functions
                .computeIfAbsent("cuGetErrorString", library::getFunction)
                .invokeInt(new Object[] {code, text});
        Pointer found = text.getValue();
        return answer != 0 || found == null ? "" : " (" + found.getString(0) + ")";
    }

    /** A function's answer that is a whole number. */
    int number(String name, Object... rest) {
        IntByReference out = new IntByReference();
        call(name, first(out, rest));
        return out.getValue();
    }

    /** A function's answer that is a handle. */
    Pointer handle(String name, Object... rest) {
        PointerByReference out = new PointerByReference();
        call(name, first(out, rest));
        return out.getValue();
    }

    private static Object[] first(Object one, Object[] rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = one;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
