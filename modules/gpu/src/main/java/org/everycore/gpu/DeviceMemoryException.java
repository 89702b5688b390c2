package org.everycore.gpu;

/** A device has less memory left than was asked for: smaller sub-batches may do. */
public final class DeviceMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceMemoryException(String message) {
        super(message);
    }
}
