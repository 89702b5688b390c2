package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes ADI in UTF-8, one record a line, such that reading gives back the same fields.
 *
 * <p>Declared lengths count what {@link LengthUnit} says: characters (code points) or bytes.
 */
public final class AdifWriter implements Closeable {
    private static final String VERSION = "3.1.7";
    private static final String PROGRAM = "everycore";

    private final OutputStream out;
    private final LengthUnit unit;
    private long written;

    public AdifWriter(OutputStream out, LengthUnit unit) {
        this.out = new BufferedOutputStream(requireNonNull(out, "out is null"), 1 << 16);
        this.unit = requireNonNull(unit, "unit is null");
    }

    /** A header with this program as author and, of the header given, what tells about its fields (USERDEFn). */
    public void header(AdifRecord from) throws IOException {
        text("ADIF log written by everycore\n");
        field(new AdifField("ADIF_VER", VERSION));
        field(new AdifField("PROGRAMID", PROGRAM));
        for (AdifField field : from.fields()) {
            if (field.name().startsWith("USERDEF")) {
                field(field);
            }
        }
        text("<EOH>\n");
    }

    /** A header without user-defined fields. */
    public void header() throws IOException {
        header(AdifRecord.of(List.of()));
    }

    /** Writes a QSO, its mode in the {@linkplain NormalMode#written normal form}. */
    public void record(AdifRecord record) throws IOException {
        for (AdifField field : NormalMode.written(record).fields()) {
            field(field);
        }
        text("<EOR>\n");
        written++;
    }

    /** Records written so far. */
    public long written() {
        return written;
    }

    private void field(AdifField field) throws IOException {
        byte[] value = field.value().getBytes(StandardCharsets.UTF_8);
        int characters = field.value().codePointCount(0, field.value().length());
        int length = unit == LengthUnit.BYTES ? value.length : characters;
        String type = field.type() == AdifField.NO_TYPE ? "" : ":" + field.type();
        text("<" + field.name() + ":" + length + type + ">");
        out.write(value);
        // A blank behind a value whose lengths differ would let the one declared be taken for the other.
        if (characters == value.length) {
            out.write(' ');
        }
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    public void flush() throws IOException {
        out.flush();
    }

    /** Flushes and closes the stream below. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
