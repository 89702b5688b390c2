package org.everycore.radio.entity;

/** An emission mode of ADIF; an import-only mode is read but written as a submode of another. */
public record EmissionMode(String name, boolean importOnly, String description) {
    public EmissionMode {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an emission mode needs a name");
        }
    }
}
