package org.everycore.radio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;

/**
 * Makes the logs in {@code examples/}: made-up stations, a contest week and a year of operating, the same bytes every time. Started by hand with
 * the folder as argument.
 */
final class ExampleLogs {
    /** Entities with DXCC code, prefixes, zones, continent and a place near their middle. */
    private static final String[][] ENTITIES = {
        {"291", "K,W,N,AA", "0", "0", "NA", "39", "-98", "United States Of America"},
        {"230", "DL,DK,DJ", "14", "28", "EU", "51", "10", "Fed. Rep. Of Germany"},
        {"248", "I,IK,IZ", "15", "28", "EU", "42", "12", "Italy"},
        {"339", "JA,JH,JR", "25", "45", "AS", "36", "138", "Japan"},
        {"54", "UA,RA,RK", "16", "29", "EU", "55", "40", "European Russia"},
        {"223", "G,M,2E", "14", "27", "EU", "52", "-1", "England"},
        {"281", "EA,EB", "14", "37", "EU", "40", "-4", "Spain"},
        {"227", "F", "14", "27", "EU", "47", "2", "France"},
        {"1", "VE,VA", "4", "4", "NA", "45", "-79", "Canada"},
        {"269", "SP,SQ", "15", "28", "EU", "52", "19", "Poland"},
        {"108", "PY,PP", "11", "15", "SA", "-16", "-48", "Brazil"},
        {"263", "PA,PD", "14", "27", "EU", "52", "5", "Netherlands"},
        {"209", "ON", "14", "27", "EU", "51", "4", "Belgium"},
        {"284", "SM,SA", "14", "18", "EU", "60", "16", "Sweden"},
        {"224", "OH", "15", "18", "EU", "62", "25", "Finland"},
        {"206", "OE", "15", "28", "EU", "47", "14", "Austria"},
        {"150", "VK", "30", "59", "OC", "-33", "147", "Australia"},
        {"110", "KH6", "31", "61", "OC", "21", "-157", "Hawaii"},
        {"6", "KL7", "1", "1", "NA", "64", "-150", "Alaska"},
        {"462", "ZS", "38", "57", "AF", "-29", "25", "Republic Of South Africa"},
        {"100", "LU", "13", "14", "SA", "-34", "-64", "Argentina"},
        {"318", "BY,BG", "24", "44", "AS", "33", "112", "China"},
        {"324", "VU", "22", "41", "AS", "21", "78", "India"},
        {"446", "CN", "33", "37", "AF", "32", "-6", "Morocco"},
        {"170", "ZL", "32", "60", "OC", "-41", "174", "New Zealand"},
    };

    private static final String[][] STATES = {
        {"CA", "3", "6"}, {"TX", "4", "7"}, {"NY", "5", "8"}, {"FL", "5", "8"}, {"OH", "4", "8"}, {"WA", "3", "6"},
        {"MA", "5", "8"}, {"CO", "4", "7"}, {"IL", "4", "8"}, {"DC", "5", "8"}, {"AZ", "3", "6"}, {"MN", "4", "7"},
        {"GA", "5", "8"}, {"VT", "5", "8"}, {"UT", "3", "6"}, {"MO", "4", "7"}, {"VA", "5", "8"}, {"TN", "4", "8"},
    };

    private static final String[] BANDS = {"20m", "40m", "15m", "80m", "10m", "160m", "30m", "17m", "6m", "12m", "2m"};
    private static final double[] LOWEST = {14.0, 7.0, 21.0, 3.5, 28.0, 1.8, 10.1, 18.068, 50.0, 24.89, 144.0};
    private static final double[] WIDTH = {.35, .3, .45, .3, 1.0, .2, .05, .1, .5, .1, .5};
    private static final String[] CONTEST_MODES = {"CW", "CW", "CW", "SSB", "SSB", "RTTY"};
    private static final String[] ALL_MODES = {"FT8", "FT8", "FT8", "CW", "CW", "SSB", "SSB", "MFSK", "RTTY", "FM"};
    private static final String[] NAMES = {
        "Anna", "Zoë", "Jürgen", "José", "太郎", "Владимир", "Pat", "Łukasz", "Marie", "Søren"
    };
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    private final SplittableRandom random;
    private final boolean contest;

    private record Station(String call, String[] entity, String[] state, String grid, String name) {}

    private ExampleLogs(long seed, boolean contest) {
        this.random = new SplittableRandom(seed);
        this.contest = contest;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (OutputStream out = Files.newOutputStream(folder.resolve("contest-week.adi"))) {
            new ExampleLogs(20_251, true).write(out, 2_000, LocalDateTime.of(2025, 11, 24, 0, 0), 7 * 24 * 60);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("year.adi.gz")))) {
            new ExampleLogs(20_252, false).write(out, 10_000, LocalDateTime.of(2025, 1, 1, 0, 0), 365 * 24 * 60);
        }
    }

    private void write(OutputStream out, int qsos, LocalDateTime start, int minutes) throws IOException {
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < qsos * 6 / 10; i++) {
            stations.add(station());
        }
        int[] at = random.ints(qsos, 0, minutes * 60).sorted().toArray();
        try (AdifWriter writer = new AdifWriter(out, LengthUnit.CHARACTERS)) {
            writer.header(AdifRecord.ofPairs("USERDEF1", "SHOE_SIZE"));
            for (int second : at) {
                writer.record(qso(pick(stations), start.plusSeconds(second)));
            }
        }
    }

    private Station station() {
        String[] entity = ENTITIES[(int) (ENTITIES.length * Math.pow(random.nextDouble(), 1.8))];
        String prefix = pick(List.of(entity[1].split(",")));
        StringBuilder call = new StringBuilder(prefix);
        if (!Character.isDigit(prefix.charAt(prefix.length() - 1))) {
            call.append(random.nextInt(10));
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            call.append((char) ('A' + random.nextInt(26)));
        }
        if (random.nextInt(40) == 0) {
            call.append(pick(List.of("/P", "/QRP", "/M", "/" + random.nextInt(10))));
        }
        double lat = Double.parseDouble(entity[5]) + random.nextDouble(-4, 4) + 90;
        double lon = Double.parseDouble(entity[6]) + random.nextDouble(-7, 7) + 180;
        String grid = "" + (char) ('A' + (int) (lon / 20)) + (char) ('A' + (int) (lat / 10)) + (int) (lon % 20 / 2)
                + (int) (lat % 10);
        String[] state = entity[0].equals("291") ? STATES[random.nextInt(STATES.length)] : null;
        return new Station(call.toString(), entity, state, grid, NAMES[random.nextInt(NAMES.length)]);
    }

    private AdifRecord qso(Station station, LocalDateTime time) {
        int bandIndex = (int) ((contest ? 6 : BANDS.length) * Math.pow(random.nextDouble(), 1.4));
        String mode = pick(List.of(contest ? CONTEST_MODES : ALL_MODES));
        String report = mode.equals("SSB") || mode.equals("FM")
                ? "59"
                : mode.startsWith("F") || mode.equals("MFSK") ? "-0" + random.nextInt(10) : "599";
        List<AdifField> fields = new ArrayList<>();
        add(fields, "CALL", station.call);
        add(fields, "QSO_DATE", DATE.format(time));
        add(fields, "TIME_ON", TIME.format(time));
        add(fields, "BAND", BANDS[bandIndex]);
        add(
                fields,
                "FREQ",
                String.format(Locale.ROOT, "%.4f", LOWEST[bandIndex] + random.nextDouble() * WIDTH[bandIndex]));
        add(fields, "MODE", mode);
        if (mode.equals("MFSK")) {
            add(fields, "SUBMODE", "FT4");
        }
        add(fields, "RST_SENT", report);
        add(fields, "RST_RCVD", report);
        add(fields, "GRIDSQUARE", station.grid);
        if (random.nextInt(10) > 0) {
            add(fields, "DXCC", station.entity[0]);
        }
        add(fields, "COUNTRY", station.entity[7]);
        add(fields, "CQZ", station.state == null ? station.entity[2] : station.state[1]);
        add(fields, "ITUZ", station.state == null ? station.entity[3] : station.state[2]);
        add(fields, "CONT", station.entity[4]);
        if (station.state != null) {
            add(fields, "STATE", station.state[0]);
        }
        if (!contest) {
            add(fields, "NAME", station.name);
            if (random.nextInt(30) == 0) {
                add(fields, "POTA_REF", String.format(Locale.ROOT, "US-%04d", 1 + random.nextInt(400)));
            }
        }
        confirm(fields, "QSL_RCVD", 5);
        confirm(fields, "LOTW_QSL_RCVD", 2);
        confirm(fields, "EQSL_QSL_RCVD", 4);
        return AdifRecord.of(fields);
    }

    private void confirm(List<AdifField> fields, String source, int oneIn) {
        if (random.nextInt(oneIn) == 0) {
            add(fields, source, random.nextInt(8) == 0 ? "N" : "Y");
        }
    }

    private static void add(List<AdifField> fields, String name, String value) {
        fields.add(new AdifField(name, value));
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
