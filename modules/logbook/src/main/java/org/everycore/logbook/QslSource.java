package org.everycore.logbook;

import java.util.Locale;
import java.util.Optional;
import org.everycore.radio.adif.AdifRecord;

/** Who confirms a QSO, with the ADIF fields that say so. */
public enum QslSource {
    CARD("QSL_RCVD", "QSLRDATE", 1),
    LOTW("LOTW_QSL_RCVD", "LOTW_QSLRDATE", 2),
    EQSL("EQSL_QSL_RCVD", "EQSL_QSLRDATE", 4);

    private final String received;
    private final String date;
    private final int bit;

    QslSource(String received, String date, int bit) {
        this.received = received;
        this.date = date;
        this.bit = bit;
    }

    String received() {
        return received;
    }

    String date() {
        return date;
    }

    /** This source's bit in the database's column. */
    int bit() {
        return bit;
    }

    /** The bits of the sources that confirm the QSO: received is Y or V. */
    static int confirming(AdifRecord qso) {
        int bits = 0;
        for (QslSource source : values()) {
            if (qso.has(source.received)
                    && qso.normal(source.received)
                            .filter(v -> v.equals("Y") || v.equals("V"))
                            .isPresent()) {
                bits |= source.bit;
            }
        }
        return bits;
    }

    public static QslSource of(String name) {
        for (QslSource source : values()) {
            if (source.name().equalsIgnoreCase(name.strip())) {
                return source;
            }
        }
        throw new LogbookException("a QSL source is card, lotw or eqsl, not " + name);
    }

    /** Whose report a log is, by the program in its header. */
    static Optional<QslSource> reporting(AdifRecord header) {
        String program = header.normal("PROGRAMID").orElse("");
        if (program.startsWith("LOTW")) {
            return Optional.of(LOTW);
        }
        return program.toLowerCase(Locale.ROOT).startsWith("eqsl") ? Optional.of(EQSL) : Optional.empty();
    }
}
