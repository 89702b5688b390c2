package org.everycore.logbook.jobs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;
import org.everycore.logbook.QsoQuery;
import org.everycore.logbook.StoreAccess;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.LogForm;

/**
 * The spec of a {@code radio.export} job; all but the first two keys may be missing.
 *
 * @param store where the logbook is: a file, or a JDBC URL without a password
 * @param logbook its name
 * @param form adi (default), csv or jsonl
 * @param lengths characters (default) or bytes: what lengths in ADI count
 * @param columns the fields that CSV writes
 * @param call callsign with wildcards
 * @param band band with wildcards
 * @param mode emission mode with wildcards
 * @param grid beginning of the grid square
 * @param from first day, yyyymmdd or yyyy-mm-dd
 * @param to last day
 */
public record ExportSpec(
        PlaceRef store,
        String logbook,
        String form,
        String lengths,
        List<String> columns,
        String call,
        String band,
        String mode,
        String grid,
        String from,
        String to) {
    private static final int FIRST_YEAR = 1900;
    private static final int END_YEAR = 2100;
    private static final List<String> COMMON = List.of(
            "QSO_DATE",
            "TIME_ON",
            "CALL",
            "BAND",
            "FREQ",
            "MODE",
            "SUBMODE",
            "RST_SENT",
            "RST_RCVD",
            "GRIDSQUARE",
            "DXCC",
            "COUNTRY",
            "STATE",
            "CNTY",
            "CQZ",
            "ITUZ",
            "CONT",
            "NAME",
            "QTH",
            "QSL_RCVD",
            "LOTW_QSL_RCVD",
            "EQSL_QSL_RCVD",
            "STATION_CALLSIGN",
            "OPERATOR",
            "COMMENT");

    public ExportSpec {
        StoreAccess.check(store, logbook);
        form = form == null ? "adi" : form;
        if (!List.of("adi", "csv", "jsonl").contains(form)) {
            throw new SpecException("form", form, "must be adi, csv or jsonl");
        }
        lengths = lengths == null ? "characters" : lengths;
        if (!List.of("characters", "bytes").contains(lengths)) {
            throw new SpecException("lengths", lengths, "must be characters or bytes");
        }
        columns = columns == null || columns.isEmpty() ? COMMON : List.copyOf(columns);
        call = call == null ? "" : call;
        band = band == null ? "" : band;
        mode = mode == null ? "" : mode;
        grid = grid == null ? "" : grid;
        if (day("from", from, FIRST_YEAR + "0101") > day("to", to, END_YEAR - 1 + "1231")) {
            throw new SpecException("from", from, "is later than to");
        }
    }

    LogForm logForm() {
        return LogForm.named(form);
    }

    LengthUnit unit() {
        return lengths.equals("bytes") ? LengthUnit.BYTES : LengthUnit.CHARACTERS;
    }

    int firstDay() {
        return day("from", from, FIRST_YEAR + "0101");
    }

    int lastDay() {
        return day("to", to, END_YEAR - 1 + "1231");
    }

    /** Months from the first day's to the last day's. */
    int months() {
        return month(lastDay()) - month(firstDay()) + 1;
    }

    /** What falls into months of the period, the first being 0. */
    QsoQuery query(long firstMonth, long endMonth) {
        int first = month(firstDay()) + (int) firstMonth;
        int last = month(firstDay()) + (int) endMonth - 1;
        return QsoQuery.ALL
                .withCall(call)
                .withBand(band)
                .withMode(mode)
                .withGrid(grid)
                .withDays(
                        Math.max(firstDay(), (first / 12 * 100 + first % 12 + 1) * 100 + 1),
                        Math.min(lastDay(), (last / 12 * 100 + last % 12 + 1) * 100 + 31));
    }

    private static int month(int day) {
        return day / 10000 * 12 + day / 100 % 100 - 1;
    }

    private static int day(String field, String text, String otherwise) {
        String digits =
                text == null || text.isBlank() ? otherwise : text.strip().replace("-", "");
        try {
            LocalDate day = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            if (day.getYear() >= FIRST_YEAR && day.getYear() < END_YEAR) {
                return Integer.parseInt(digits);
            }
        } catch (DateTimeException e) {
            throw new SpecException(field, text, "is no day like 20200131");
        }
        throw new SpecException(field, text, "is not within " + FIRST_YEAR + " and " + (END_YEAR - 1));
    }
}
