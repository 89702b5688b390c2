package org.everycore.radio.adif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a file's dialect from its first {@link #PREFIX} bytes, so that every reader of any part of the file finds the same.
 *
 * <p>Character set: UTF-8 unless more bytes above 127 stand outside well-formed sequences than inside; then Windows-1252 if one of 80..9F
 * occurs, else ISO 8859-1. The unit of lengths: {@link UnitEvidence}.
 */
public final class DialectDetector {
    /** How much of a file is looked at. */
    public static final int PREFIX = 1 << 20;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private DialectDetector() {}

    /** Reads up to {@link #PREFIX} bytes; the stream stands behind them afterwards. */
    public static byte[] readPrefix(InputStream in) throws IOException {
        return in.readNBytes(PREFIX);
    }

    public static AdifDialect detect(byte[] prefix) {
        byte[] b = Arrays.copyOf(prefix, prefix.length + Bytes.PADDING);
        if (Bytes.isAscii(b, 0, prefix.length)) {
            return AdifDialect.DEFAULT;
        }
        Charset charset = charset(b, prefix.length);
        LengthUnit unit = charset.equals(StandardCharsets.UTF_8) ? UnitEvidence.unit(prefix) : LengthUnit.CHARACTERS;
        return new AdifDialect(charset, unit);
    }

    private static Charset charset(byte[] b, int length) {
        long inside = 0;
        long outside = 0;
        boolean c1 = false;
        int i = 0;
        while (i < length) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            int n = Utf8.length(b, i, length);
            boolean cutByPrefix = i + n == length && length == PREFIX;
            if (Utf8.isValid(b, i, i + n)) {
                inside += n;
            } else if (!cutByPrefix) {
                outside += n;
                c1 |= (b[i] & 0xff) < 0xa0;
            }
            i += n;
        }
        if (outside <= inside) {
            return StandardCharsets.UTF_8;
        }
        return c1 ? WINDOWS_1252 : StandardCharsets.ISO_8859_1;
    }
}
