package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.jobs.report.JobReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many QSOs a second the awards take, with one worker and with all. */
@Command(
        name = "radio",
        description = "Measure QSOs a second from a log to its awards, with one worker and with all.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore bench radio", "  everycore bench radio --log big.adi --json"})
public final class BenchRadio implements Callable<Integer> {
    private static final int QSOS = 200_000;
    private static final List<String> BANDS =
            List.of("160m", "80m", "40m", "30m", "20m", "17m", "15m", "12m", "10m", "6m");
    private static final List<String> MODES = List.of("CW", "SSB", "FT8", "RTTY");

    private final Session session;

    @Option(
            names = "--log",
            paramLabel = "LOG",
            description = "A log to read; the default is one made for the purpose.")
    private Path log;

    @Option(names = "--workers", paramLabel = "N", description = "The most workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    public BenchRadio(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (log != null) {
            measure(log);
            return 0;
        }
        Path made = Files.createTempFile("everycore-", ".adi");
        try {
            write(made);
            measure(made);
        } finally {
            Files.deleteIfExists(made);
        }
        return 0;
    }

    private void measure(Path file) throws IOException {
        BenchRows rows = new BenchRows(session);
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putArray("logs").add(file.toString());
        spec.put("entity", "field");
        double alone = Double.NaN;
        for (int count : new TreeSet<>(List.of(1, Math.max(1, workers)))) {
            try (BenchJob bench = new BenchJob(count)) {
                JobReport report = bench.best("radio.awards", spec, "cpu_batch");
                alone = count == 1 ? report.perSecond() : alone;
                Map<String, Object> params = Map.of("bytes", Files.size(file));
                rows.add(
                        "awards",
                        params,
                        "qsos",
                        report.perSecond(),
                        report.workers(),
                        report.perSecond() / (alone * count));
            }
        }
        rows.end();
    }

    /** A log of the same bytes every time. */
    private static void write(Path file) throws IOException {
        SampleRandom random = new SampleRandom(1, 0);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write("made for a benchmark <EOH>\n");
            for (int i = 0; i < QSOS; i++) {
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
