package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One ADIF field: its name in upper case, the data type letter it was written with ({@link #NO_TYPE} if none) and its value.
 */
public record AdifField(String name, char type, String value) {
    /** The type of a field that carries no type letter. */
    public static final char NO_TYPE = 0;

    public AdifField {
        requireNonNull(name, "name is null");
        requireNonNull(value, "value is null");
        if (!isName(name)) {
            throw new IllegalArgumentException("name is not an ADIF field name: '" + name + "'");
        }
        if (type != NO_TYPE && !isLetter(type)) {
            throw new IllegalArgumentException("type of " + name + " is not a letter: '" + type + "'");
        }
        name = name.toUpperCase(Locale.ROOT);
    }

    public AdifField(String name, String value) {
        this(name, NO_TYPE, value);
    }

    /** A name is one or more of A-Z a-z 0-9, underscore and space. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == ' ')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
