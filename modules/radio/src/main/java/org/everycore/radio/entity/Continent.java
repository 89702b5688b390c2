package org.everycore.radio.entity;

/** A continent as awards know them. */
public record Continent(String code, String name) {
    public Continent {
        if (code.length() != 2) {
            throw new IllegalArgumentException("continent code " + code + " is not two letters");
        }
    }
}
