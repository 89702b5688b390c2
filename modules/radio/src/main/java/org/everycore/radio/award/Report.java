package org.everycore.radio.award;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.everycore.radio.adif.AdifDialect;
import org.everycore.radio.adif.AdifScanner;
import org.everycore.radio.adif.FieldNames;
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.ValueText;

/** Whose report of confirmations a log is, by the program in its header; there some fields mean what the service says. */
enum Report {
    /** An operator's own log. */
    NONE,
    /** LoTW's: QSL_RCVD is LoTW's confirmation. */
    LOTW,
    /** eQSL's inbox: a record is a confirmation by being there, and QSL_RCVD is eQSL's. */
    EQSL;

    /** The source that a field's yes confirms, by its bit. */
    int meant(int source) {
        if (this == NONE || source != Source.CARD.bit()) {
            return source;
        }
        return this == LOTW ? Source.LOTW.bit() : Source.EQSL.bit();
    }

    /** The sources that confirm a QSO by its record alone. */
    int ofRecord() {
        return this == EQSL ? Source.EQSL.bit() : 0;
    }

    /** @param beginning the first bytes of a log, as ADI */
    static Report of(byte[] beginning, AdifDialect dialect, Lengths lengths) throws IOException {
        FieldNames names = new FieldNames(List.of("PROGRAMID"));
        AdifScanner scanner = new AdifScanner(
                new ByteArrayInputStream(beginning), 0, dialect, lengths, names, AdifScanner.newBuffer());
        String program = "";
        for (int kind = scanner.next(); kind != AdifScanner.END; kind = scanner.next()) {
            if (kind == AdifScanner.EOR) {
                return NONE;
            }
            if (kind == AdifScanner.EOH) {
                return of(program);
            }
            if (scanner.fieldId() == 0) {
                program = text(scanner, dialect.charset()).toUpperCase(Locale.ROOT);
            }
        }
        return NONE;
    }

    /** @param program the program in a log's header, in upper case */
    static Report of(String program) {
        return program.startsWith("LOTW")
                ? LOTW
                : program.startsWith("EQSL") && program.contains("INBOX") ? EQSL : NONE;
    }

    private static String text(AdifScanner scanner, Charset charset) {
        return ValueText.decode(scanner.buffer(), scanner.valueFrom(), scanner.valueTo(), charset)
                .strip();
    }
}
