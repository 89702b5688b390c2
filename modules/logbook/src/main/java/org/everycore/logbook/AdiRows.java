package org.everycore.logbook;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.LengthUnit;

/**
 * Writes stored texts of QSOs as ADI records. A text whose lengths are right as they stand is copied: one of ASCII alone, and,
 * where lengths count characters, one without characters beyond the first plane, which stored lengths count twice. Any other
 * text is taken apart and its lengths counted anew.
 */
final class AdiRows {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final byte[] END = "<EOR>\n".getBytes(StandardCharsets.US_ASCII);
    private static final long HIGH = 0x8080808080808080L;

    private final OutputStream out;
    private final LengthUnit unit;
    private long written;

    AdiRows(OutputStream out, LengthUnit unit) {
        this.out = out;
        this.unit = unit;
    }

    /** Writes the QSO whose stored text has these UTF-8 bytes. */
    void write(byte[] stored) throws IOException {
        if (isPlain(stored)) {
            out.write(stored);
        } else {
            for (AdifField field : RecordText.decode(new String(stored, StandardCharsets.UTF_8))
                    .fields()) {
                field(field);
            }
        }
        out.write(END);
        written++;
    }

    private void field(AdifField field) throws IOException {
        byte[] value = field.value().getBytes(StandardCharsets.UTF_8);
        int length = unit == LengthUnit.BYTES
                ? value.length
                : field.value().codePointCount(0, field.value().length());
        String type = field.type() == AdifField.NO_TYPE ? "" : ":" + field.type();
        out.write(("<" + field.name() + ":" + length + type + ">").getBytes(StandardCharsets.US_ASCII));
        out.write(value);
    }

    long written() {
        return written;
    }

    private boolean isPlain(byte[] text) {
        if (text.length == 0 || text[0] == RecordText.ESCAPED) {
            return false;
        }
        int i = 0;
        long bits = 0;
        for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
            bits |= telling((long) LONG.get(text, i));
        }
        for (; i < text.length; i++) {
            bits |= telling(text[i] & 0xffL);
        }
        return (bits & HIGH) == 0;
    }

    /** Top bits of the bytes that make a text one to be taken apart: all beyond ASCII, or those that begin four bytes. */
    private long telling(long word) {
        return unit == LengthUnit.BYTES ? word : word & word << 1 & word << 2 & word << 3;
    }
}
