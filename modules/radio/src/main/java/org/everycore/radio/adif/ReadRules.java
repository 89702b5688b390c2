package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

/** How doubtful records are read: what a field that stands twice means, and whether lengths are believed against all signs. */
public record ReadRules(OnDuplicate onDuplicate, Lengths lengths) {
    /** What a reader does that is told nothing. */
    public static final ReadRules DEFAULT = new ReadRules(OnDuplicate.STRICT, Lengths.RECOVER);

    public ReadRules {
        requireNonNull(onDuplicate, "onDuplicate is null");
        requireNonNull(lengths, "lengths is null");
    }

    /** By default, but for the rule of fields that stand twice. */
    public static ReadRules of(OnDuplicate onDuplicate) {
        return new ReadRules(onDuplicate, Lengths.RECOVER);
    }
}
