package org.everycore.runtime.record;

import java.time.Duration;

/** Says that another supervisor is in office, and has lately shown that it lives. */
public final class EpochHeldException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    public EpochHeldException(String holder, Duration left) {
        super("the supervisor on " + holder + " is in office for another " + left.toMillis() + " ms at least");
        this.holder = holder;
    }

    public String holder() {
        return holder;
    }
}
