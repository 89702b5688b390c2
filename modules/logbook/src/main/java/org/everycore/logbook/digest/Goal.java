package org.everycore.logbook.digest;

import static java.util.Objects.requireNonNull;

/** How far an award is: keys worked, keys confirmed, and the number that somebody wants confirmed. */
public record Goal(String award, int worked, int confirmed, int wanted) {
    public Goal {
        requireNonNull(award, "award is null");
        if (worked < 0 || confirmed < 0 || wanted < 1) {
            throw new IllegalArgumentException(
                    "goal " + award + ": worked " + worked + ", confirmed " + confirmed + ", wanted " + wanted);
        }
    }

    public boolean reached() {
        return confirmed >= wanted;
    }

    /** Whether nine tenths are done. */
    public boolean close() {
        return !reached() && confirmed >= (int) (wanted * 0.9);
    }

    public int missing() {
        return Math.max(0, wanted - confirmed);
    }
}
