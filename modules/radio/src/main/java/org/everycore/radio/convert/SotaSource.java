package org.everycore.radio.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.RecordRules;

/**
 * Reads a log of Summits on the Air, CSV version 2: {@code V2, own call, own summit, dd/mm/yy, hhmm, band or frequency, mode, call, its summit,
 * comment}; an activator's, a chaser's, and summit to summit.
 */
final class SotaSource implements RecordSource {
    /** How each row begins. */
    static final String MARK = "V2,";

    private static final int FEWEST = 8;
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):?(\\d{2})");
    private static final Pattern BAND =
            Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(k|m|g)hz", Pattern.CASE_INSENSITIVE);
    /** Two digits of a year below this are of this century; SOTA began in 2002. */
    private static final int CENTURY = 70;

    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;

    SotaSource(InputStream in) throws IOException {
        parser = CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(new InputStreamReader(in, StandardCharsets.UTF_8));
        rows = parser.iterator();
    }

    @Override
    public AdifRecord header() {
        return AdifRecord.of(List.of());
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            throw wrong(e.getMessage());
        }
    }

    @Override
    public AdifRecord next() {
        CSVRecord row = rows.next();
        String version = row.get(0).replace("\uFEFF", "");
        if (!version.equalsIgnoreCase("V2")) {
            throw wrong("\"" + version + "\" stands where each row of a SOTA log says V2");
        }
        if (row.size() < FEWEST) {
            throw wrong("a SOTA log has " + FEWEST + " cells a row at least, this has " + row.size());
        }
        List<AdifField> fields = new ArrayList<>();
        put(fields, "CALL", row.get(7).toUpperCase(Locale.ROOT));
        put(fields, "QSO_DATE", day(row.get(3)));
        put(fields, "TIME_ON", time(row.get(4)));
        frequency(fields, row.get(5));
        String mode = mode(row.get(6));
        put(fields, mode.isEmpty() ? "APP_SOTA_MODE" : "MODE", mode.isEmpty() ? row.get(6) : mode);
        put(fields, "STATION_CALLSIGN", row.get(1).toUpperCase(Locale.ROOT));
        put(fields, "MY_SOTA_REF", row.get(2).toUpperCase(Locale.ROOT));
        put(fields, "SOTA_REF", row.size() > 8 ? row.get(8).toUpperCase(Locale.ROOT) : "");
        put(fields, "COMMENT", row.size() > 9 ? row.get(9) : "");
        return AdifRecord.of(fields);
    }

    private static void put(List<AdifField> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.add(new AdifField(name, value));
        }
    }

    private String day(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            int year = Integer.parseInt(day.group(3));
            int whole = day.group(3).length() == 4 ? year : year + (year < CENTURY ? 2000 : 1900);
            String date = String.format(
                    Locale.ROOT, "%04d%02d%02d", whole, Integer.parseInt(day.group(2)), Integer.parseInt(day.group(1)));
            if (RecordRules.isDate(date)) {
                return date;
            }
        }
        throw wrong("\"" + text + "\" is no day such as 31/01/24");
    }

    private String time(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches() && Integer.parseInt(time.group(1)) < 24 && Integer.parseInt(time.group(2)) < 60) {
            return (time.group(1).length() == 1 ? "0" : "") + time.group(1) + time.group(2);
        }
        throw wrong("\"" + text + "\" is no time such as 0930");
    }

    /** A band by its name in megahertz, or the frequency itself. */
    private void frequency(List<AdifField> fields, String text) {
        Matcher band = BAND.matcher(text);
        if (!band.matches()) {
            int named = Bands.ofName(text);
            if (named == Bands.NONE) {
                throw wrong("\"" + text + "\" is no band such as 14MHz");
            }
            put(fields, "BAND", Bands.name(named));
            return;
        }
        int shift = band.group(2).equalsIgnoreCase("k") ? -3 : band.group(2).equalsIgnoreCase("g") ? 3 : 0;
        BigDecimal mhz = new BigDecimal(band.group(1)).movePointRight(shift);
        String name = SotaBands.band(mhz);
        put(fields, "BAND", name);
        if (name.isEmpty() || mhz.stripTrailingZeros().scale() > 0 && !SotaBands.isName(mhz)) {
            put(fields, "FREQ", mhz.stripTrailingZeros().toPlainString());
        }
    }

    private static String mode(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "DV" -> "DIGITALVOICE";
            case "DATA", "OTHER", "" -> "";
            default -> text.toUpperCase(Locale.ROOT);
        };
    }

    private ConvertException wrong(String what) {
        return new ConvertException("line " + parser.getCurrentLineNumber() + ": " + what);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
