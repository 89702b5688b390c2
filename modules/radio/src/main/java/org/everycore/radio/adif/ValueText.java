package org.everycore.radio.adif;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a value into text; a value that is not well-formed UTF-8 in a UTF-8 file is taken for Windows-1252. */
public final class ValueText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private ValueText() {}

    /** The array must have {@link Bytes#PADDING} behind {@code to}. */
    public static String decode(byte[] b, int from, int to, Charset charset) {
        if (Bytes.isAscii(b, from, to)) {
            return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (charset.equals(StandardCharsets.UTF_8) && !Utf8.isValid(b, from, to)) {
            return new String(b, from, to - from, WINDOWS_1252);
        }
        return new String(b, from, to - from, charset);
    }
}
