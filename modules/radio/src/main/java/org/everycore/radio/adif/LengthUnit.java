package org.everycore.radio.adif;

/** What the declared length of a field counts; both exist in the wild, and a file does not say which. */
public enum LengthUnit {
    /** Unicode code points. */
    CHARACTERS("characters"),
    /** Bytes of the file's encoding. */
    BYTES("bytes");

    private final String key;

    LengthUnit(String key) {
        this.key = key;
    }

    /** The word used in JSON. */
    public String key() {
        return key;
    }
}
