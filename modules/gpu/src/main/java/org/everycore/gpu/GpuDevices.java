package org.everycore.gpu;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.everycore.jobs.EngineException;

/**
 * The accelerators of this node that may compute, each with some GPU workers. A provider that fails, because a driver is missing say,
 * and a device that fails its {@link SelfTest} are left out and named: a node without devices is not an error.
 */
public final class GpuDevices {
    /** Workers of a device, each with a queue of its own: while the host takes the numbers of one, the device computes for the other. */
    static final int WORKERS_EACH = 2;

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
                for (GpuDevice device : each.next().devices()) {
                    SelfTest.problem(device)
                            .ifPresentOrElse(
                                    reason -> problems.add(device.name() + " is left out: " + reason),
                                    () -> devices.add(device));
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                problems.add(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /** How many GPU workers the node has. */
    public int count() {
        return WORKERS_EACH * devices.size();
    }

    /** What the workers are called, in their order: the device with its memory, and which of its queues. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int worker = 0; worker < count(); worker++) {
            GpuDevice device = ofWorker(worker);
            names.add(String.format(
                    Locale.ROOT,
                    "%s, %.1f GiB free, queue %d",
                    device.name(),
                    device.memoryBytes() / (double) (1 << 30),
                    worker / devices.size()));
        }
        return names;
    }

    /** The devices themselves, for whoever measures them. */
    public List<GpuDevice> devices() {
        return devices;
    }

    /** The device of a worker: neighbours have different ones. */
    GpuDevice ofWorker(int worker) {
        if (worker >= count()) {
            throw new EngineException(
                    "GPU worker " + worker + " has no device: there are " + count() + " such workers on this node");
        }
        return devices.get(worker % devices.size());
    }

    /** Why providers and devices were left out. */
    public List<String> problems() {
        return problems;
    }

    private static final class Holder {
        static final GpuDevices HERE = of(ServiceLoader.load(GpuProvider.class, GpuDevices.class.getClassLoader()));
    }
}
