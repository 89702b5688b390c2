package org.everycore.jobs.cost;

import java.util.Objects;

/** An amount of one resource: what one block costs on one kernel. */
public record Work(Resource resource, double amount) {
    public Work {
        Objects.requireNonNull(resource, "resource is null");
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("amount of " + resource + " is " + amount);
        }
    }

    public double nominalSeconds() {
        return amount / resource.nominalPerSecond();
    }
}
