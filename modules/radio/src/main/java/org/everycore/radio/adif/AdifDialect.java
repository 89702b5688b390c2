package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How one file writes text: its character set and the unit of its declared lengths. */
public record AdifDialect(Charset charset, LengthUnit unit) {
    /** What a file without a byte above 127 is taken for. */
    public static final AdifDialect DEFAULT = new AdifDialect(StandardCharsets.UTF_8, LengthUnit.CHARACTERS);

    public AdifDialect {
        requireNonNull(charset, "charset is null");
        requireNonNull(unit, "unit is null");
    }

    /** Whether each byte is one character, so that both units agree. */
    public boolean singleByte() {
        return !charset.equals(StandardCharsets.UTF_8);
    }
}
