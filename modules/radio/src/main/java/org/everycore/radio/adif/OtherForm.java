package org.everycore.radio.adif;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that people hand over as logs and that hold no ADIF: told apart by how they begin, so that nobody is told of "no records". */
enum OtherForm {
    CABRILLO("a Cabrillo log", "everycore adif convert LOG --out LOG.adi makes ADIF of it"),
    CSV(
            "a table of comma-separated values",
            "everycore adif convert LOG --input-format csv --out LOG.adi makes ADIF of it"),
    TSV(
            "a table of tab-separated values",
            "save it as CSV with ADIF's field names in the first row, then: everycore adif convert"),
    JSON(
            "JSON",
            "a log is ADI or ADX; JSON lines of ADIF fields: everycore adif convert LOG --input-format jsonl --out LOG.adi");

    private static final Pattern TAG = Pattern.compile("<[A-Za-z0-9_ ]+(:[0-9]+(:[A-Za-z])?)?>");

    private final String what;
    private final String remedy;

    OtherForm(String what, String remedy) {
        this.what = what;
        this.remedy = remedy;
    }

    String advice() {
        return "is " + what + ", not an ADIF log; " + remedy;
    }

    /** @param head the beginning of a text, its first byte not blank */
    static Optional<OtherForm> of(String head) {
        if (head.regionMatches(true, 0, "START-OF-LOG:", 0, 13)) {
            return Optional.of(CABRILLO);
        }
        if (TAG.matcher(head).find()) {
            return Optional.empty();
        }
        if (head.startsWith("{") || head.startsWith("[{") || head.startsWith("[\n")) {
            return Optional.of(JSON);
        }
        String line =
                head.lines().findFirst().orElse("").toUpperCase(Locale.ROOT).replace("\"", "");
        for (OtherForm form : new OtherForm[] {CSV, TSV}) {
            String[] cells = line.split(form == CSV ? "[,;]" : "\t", -1);
            for (String cell : cells) {
                if (cells.length > 2
                        && (cell.strip().startsWith("CALL") || cell.strip().equals("QSO_DATE"))) {
                    return Optional.of(form);
                }
            }
        }
        return Optional.empty();
    }
}
