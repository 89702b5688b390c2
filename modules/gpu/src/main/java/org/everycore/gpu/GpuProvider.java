package org.everycore.gpu;

import java.util.List;

/** Finds accelerators of one sort; implementations are found by {@link java.util.ServiceLoader}. */
public interface GpuProvider {
    /** The devices that are there now, in an order that does not change while the process runs. */
    List<? extends GpuDevice> devices();
}
