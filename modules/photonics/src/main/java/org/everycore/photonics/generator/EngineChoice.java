package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Which engine multiplies: our own kernels (family {@code fma2}, the same bits everywhere), or ND4J's native library for the
 * products of whole batches (family {@code blas}). {@code auto} is {@code java}: it needs no native library and its bits do
 * not depend on the machine.
 */
public enum EngineChoice {
    AUTO,
    JAVA,
    ND4J;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
