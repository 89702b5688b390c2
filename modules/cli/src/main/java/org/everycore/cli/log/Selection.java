package org.everycore.cli.log;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.everycore.cli.Failure;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.Entity;
import picocli.CommandLine.Option;

/** Which QSOs of a logbook: the options by which they are searched. */
public final class Selection {
    private static final int MOST_NAMED = 6;

    @Option(names = "--call", paramLabel = "CALL", description = "This callsign; * and ? stand for any characters.")
    private String call = "";

    @Option(names = "--band", paramLabel = "BAND", description = "This band, such as 20m or SAT.")
    private String band = "";

    @Option(names = "--mode", paramLabel = "MODE", description = "This emission mode, such as CW, SSB or FT8.")
    private String mode = "";

    @Option(names = "--grid", paramLabel = "GRID", description = "Grid squares that begin so.")
    private String grid = "";

    @Option(names = "--from", paramLabel = "DAY", description = "The first day, such as 2024-01-31.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
    private String to;

    @Option(names = "--date", paramLabel = "DAY", description = "This day, month or year: 2024-01-31, 2024-01, 2024.")
    private String date;

    @Option(
            names = "--entity",
            paramLabel = "ENTITY",
            description = "This DXCC entity: its number, its name, or a callsign or prefix of it.")
    private String entity;

    QsoQuery query() {
        if (!band.isEmpty() && band.indexOf('*') < 0 && Bands.ofKey(key(band)) < 0) {
            throw Failure.wrongInput("--band = " + band + ": is not an ADIF band or SAT");
        }
        if (date != null && (from != null || to != null)) {
            throw Failure.wrongInput("--date goes without --from and --to");
        }
        int first = date == null ? day("--from", from, "0101") : day("--date", date, "0101");
        int last = date == null ? day("--to", to, "1231") : day("--date", date, "1231");
        if (last > 0 && first > last) {
            throw Failure.wrongInput("--from = " + from + ": is later than --to = " + to);
        }
        QsoQuery query = QsoQuery.ALL
                .withCall(call)
                .withBand(band)
                .withMode(mode)
                .withGrid(grid)
                .withDays(first, last);
        return entity == null ? query : query.withDxcc(code(entity.strip()));
    }

    private static String key(String band) {
        return band.strip().equalsIgnoreCase("SAT") ? "SAT" : band.strip().toLowerCase(Locale.ROOT);
    }

    /** A month's or year's first or last day where only that much is given; a month's last day may be its 31st. */
    private static int day(String option, String text, String end) {
        if (text == null) {
            return 0;
        }
        String digits = text.strip().replace("-", "");
        String whole =
                switch (digits.length()) {
                    case 4 -> digits + end;
                    case 6 -> digits + end.substring(2);
                    default -> digits;
                };
        boolean month = digits.length() == 6 && RecordRules.isDate(digits + "01");
        if (!month && !RecordRules.isDate(whole)) {
            throw Failure.wrongInput(option + " = " + text + ": must be a day such as 2024-01-31, or a month or year");
        }
        return Integer.parseInt(whole);
    }

    static int code(String entity) {
        if (entity.matches("\\d{1,3}")) {
            return AdifTables.entity(Integer.parseInt(entity))
                    .map(Entity::code)
                    .orElseThrow(() -> Failure.wrongInput("--entity = " + entity + ": no DXCC entity has this number"));
        }
        String wanted = entity.toUpperCase(Locale.ROOT);
        List<Entity> named = AdifTables.entities().stream()
                .filter(e -> e.name().contains(wanted))
                .toList();
        for (Entity one : named) {
            if (one.name().equals(wanted)) {
                return one.code();
            }
        }
        // Short words, and those with a digit, are prefixes and callsigns rather than parts of names.
        if (named.isEmpty() || wanted.matches("[A-Z0-9/]{1,3}|[A-Z/]*\\d[A-Z0-9/]*")) {
            int code = CallsignResolver.builtIn()
                    .resolve(wanted, CallsignResolver.TODAY)
                    .entity();
            if (code != 0 && wanted.matches("[A-Z0-9/]{1,12}")) {
                return code;
            }
        }
        if (named.size() == 1) {
            return named.get(0).code();
        }
        throw Failure.wrongInput("--entity = " + entity + ": "
                + (named.isEmpty()
                        ? "is no entity's number, name or prefix"
                        : "may be "
                                + named.stream()
                                        .limit(MOST_NAMED)
                                        .map(e -> e.name() + " (" + e.code() + ")")
                                        .collect(Collectors.joining(", "))
                                + (named.size() > MOST_NAMED ? ", ..." : "")));
    }
}
