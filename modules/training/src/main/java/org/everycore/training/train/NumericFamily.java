package org.everycore.training.train;

import org.everycore.photonics.jobs.SampleKind;

/** The numeric family of everything in this module: that of the passes of photonics. */
public final class NumericFamily {
    public static final String NAME = SampleKind.OWN_FAMILY;

    private NumericFamily() {}
}
