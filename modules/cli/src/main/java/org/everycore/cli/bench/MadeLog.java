package org.everycore.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.everycore.jobs.random.SampleRandom;

/** A log made for a benchmark: any number of QSOs of nobody. */
final class MadeLog {
    private static final List<String> BANDS =
            List.of("160m", "80m", "40m", "30m", "20m", "17m", "15m", "12m", "10m", "6m");
    private static final List<String> MODES = List.of("CW", "SSB", "FT8", "RTTY");

    private MadeLog() {}

    /** Writes so many QSOs; the same bytes every time. */
    static void write(Path file, int qsos) throws IOException {
        SampleRandom random = new SampleRandom(1, 0);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write("made for a benchmark <EOH>\n");
            for (int i = 0; i < qsos; i++) {
                random.seek(i);
                String call =
                        String.format(Locale.ROOT, "K%dA%c%c", random.nextInt(10), letter(random), letter(random));
                String grid = String.format(
                        Locale.ROOT,
                        "%c%c%02d",
                        'A' + random.nextInt(18),
                        'A' + random.nextInt(18),
                        random.nextInt(100));
                String band = BANDS.get(random.nextInt(BANDS.size()));
                String mode = MODES.get(random.nextInt(MODES.size()));
                String date = String.format(
                        Locale.ROOT,
                        "20%02d%02d%02d",
                        random.nextInt(25),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28));
                String time = String.format(
                        Locale.ROOT, "%02d%02d%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
                String code = String.valueOf(1 + random.nextInt(520));
                for (String[] field : new String[][] {
                    {"CALL", call},
                    {"QSO_DATE", date},
                    {"TIME_ON", time},
                    {"BAND", band},
                    {"MODE", mode},
                    {"GRIDSQUARE", grid},
                    {"DXCC", code},
                    {"RST_SENT", "599"},
                    {"RST_RCVD", "599"},
                    {"COMMENT", "a line of about the length that people write"},
                    {"LOTW_QSL_RCVD", i % 3 == 0 ? "Y" : "N"}
                }) {
                    out.write("<" + field[0] + ":" + field[1].length() + ">" + field[1] + " ");
                }
                out.write("<EOR>\n");
            }
        }
    }

    private static char letter(SampleRandom random) {
        return (char) ('A' + random.nextInt(26));
    }
}
