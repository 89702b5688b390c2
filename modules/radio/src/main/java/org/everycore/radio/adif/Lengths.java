package org.everycore.radio.adif;

/** What becomes of a length that says more than its value has, so that the value would swallow the tags behind it. */
public enum Lengths {
    /** Not believed where a tag begins inside the value and the signs speak against it: {@link Overrun}. */
    RECOVER("recover"),
    /** Obeyed, whatever the value then holds. */
    OBEY("obey");

    private final String key;

    Lengths(String key) {
        this.key = key;
    }

    /** The word used in specs and on the command line. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException naming the value, if it is neither "recover" nor "obey" */
    public static Lengths of(String text) {
        for (Lengths lengths : values()) {
            if (lengths.key.equalsIgnoreCase(text)) {
                return lengths;
            }
        }
        throw new IllegalArgumentException("lengths is 'recover' or 'obey', not '" + text + "'");
    }
}
