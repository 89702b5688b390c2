package org.everycore.radio.adif;

/** The grammar of what stands between the angle brackets of a tag. */
final class TagText {
    private TagText() {}

    /** Whether {@code b[from, to)} is NAME, NAME:LENGTH or NAME:LENGTH:TYPE. */
    static boolean isTag(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isNameByte(b[i])) {
            i++;
        }
        if (i == from || i == to) {
            return i != from;
        }
        if (b[i] != ':') {
            return false;
        }
        int digits = ++i;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        if (i == digits) {
            return false;
        }
        return i == to || (b[i] == ':' && i + 2 == to && isLetter(b[i + 1]));
    }

    private static boolean isLetter(byte c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isNameByte(byte c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == ' ';
    }
}
