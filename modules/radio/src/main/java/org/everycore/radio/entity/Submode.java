package org.everycore.radio.entity;

/** A submode of ADIF and the emission mode that it belongs to. */
public record Submode(String name, String mode) {
    public Submode {
        if (name.isEmpty() || mode.isEmpty()) {
            throw new IllegalArgumentException("submode " + name + " of mode " + mode + ": a name is missing");
        }
    }
}
