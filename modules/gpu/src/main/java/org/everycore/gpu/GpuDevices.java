package org.everycore.gpu;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.everycore.jobs.EngineException;

/**
 * The accelerators of this node, numbered as its GPU workers are. A provider that fails, because a driver is missing say, is
 * left out: a node without devices is not an error.
 */
public final class GpuDevices {
    private final List<GpuDevice> devices;
    private final List<String> problems;

    private GpuDevices(List<GpuDevice> devices, List<String> problems) {
        this.devices = List.copyOf(devices);
        this.problems = List.copyOf(problems);
    }

    /** Those of every provider on the class path, looked for once. */
    public static GpuDevices here() {
        return Holder.HERE;
    }

    static GpuDevices of(Iterable<? extends GpuProvider> providers) {
        List<GpuDevice> devices = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Iterator<? extends GpuProvider> each = providers.iterator(); ; ) {
            try {
                if (!each.hasNext()) {
                    return new GpuDevices(devices, problems);
                }
                devices.addAll(each.next().devices());
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                problems.add(e.toString());
            }
        }
    }

    /** How many GPU workers the node has. */
    public int count() {
        return devices.size();
    }

    /** What they are called, in the order of the workers. */
    public List<String> names() {
        return devices.stream().map(GpuDevice::name).toList();
    }

    /** The device of a worker. */
    GpuDevice ofWorker(int worker) {
        if (worker >= devices.size()) {
            throw new EngineException(
                    "GPU worker " + worker + " has no device: there are " + devices.size() + " on this node");
        }
        return devices.get(worker);
    }

    /** Why providers were left out. */
    public List<String> problems() {
        return problems;
    }

    private static final class Holder {
        static final GpuDevices HERE = of(ServiceLoader.load(GpuProvider.class, GpuDevices.class.getClassLoader()));
    }
}
