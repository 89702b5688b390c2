package org.everycore.runtime.record;

/** The term of office of one supervisor; the store takes writes of the highest epoch alone. */
public record Epoch(long number) implements Comparable<Epoch> {
    public Epoch {
        if (number < 1) {
            throw new IllegalArgumentException("epoch " + number + " is below 1");
        }
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }
}
