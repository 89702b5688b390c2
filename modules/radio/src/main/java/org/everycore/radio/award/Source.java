package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A field by which a QSO can be confirmed: it counts if its value is Y or V. */
public enum Source {
    CARD(0, "QSL_RCVD"),
    LOTW(1, "LOTW_QSL_RCVD"),
    EQSL(2, "EQSL_QSL_RCVD"),
    QRZ(3, "QRZCOM_QSO_DOWNLOAD_STATUS"),
    CLUBLOG(4, "CLUBLOG_QSO_DOWNLOAD_STATUS"),
    DCL(5, "DCL_QSL_RCVD");

    private final int index;
    private final String field;

    Source(int index, String field) {
        this.index = index;
        this.field = field;
    }

    public String field() {
        return field;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    int bit() {
        return 1 << index;
    }

    /** @throws IllegalArgumentException naming the word, if it is no source */
    public static Source of(String word) {
        for (Source source : values()) {
            if (source.key().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return source;
            }
        }
        throw new IllegalArgumentException(
                "'" + word.strip() + "' is no source of confirmation; there are card, lotw, eqsl, qrz, clublog, dcl");
    }

    /** Sources from a list of words. */
    public static List<Source> of(List<String> words) {
        List<Source> sources = new ArrayList<>();
        words.forEach(word -> sources.add(of(word)));
        return sources;
    }

    static List<Source> ofBits(int bits) {
        return Stream.of(values()).filter(source -> (bits & source.bit()) != 0).toList();
    }

    static int bits(List<Source> sources) {
        int bits = 0;
        for (Source source : sources) {
            bits |= source.bit();
        }
        return bits;
    }
}
