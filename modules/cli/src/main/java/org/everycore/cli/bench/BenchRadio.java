package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;
import org.everycore.radio.adif.AdifDialect;
import org.everycore.radio.adif.AdifScanner;
import org.everycore.radio.adif.FieldNames;
import org.everycore.radio.adif.FieldRun;
import org.everycore.radio.adif.Lengths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a log costs: bytes a second into fields, QSOs a second to awards, to another log, and into a logbook. */
@Command(
        name = "radio",
        description =
                "Measure bytes a second of a log into fields, and QSOs a second to awards, to another log, into a logbook.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore bench radio", "  everycore bench radio --log big.adi --json"})
public final class BenchRadio implements Callable<Integer> {
    private static final int QSOS = 200_000;
    private static final long PARSE_NANOS = 2_000_000_000L;
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
            MadeLog.write(made, QSOS);
            measure(made);
        } finally {
            Files.deleteIfExists(made);
        }
        return 0;
    }

    private void measure(Path file) throws IOException {
        BenchRows rows = new BenchRows(session);
        Map<String, Object> params = Map.of("bytes", Files.size(file));
        rows.add("parse", params, "bytes", parse(file), 1, 1);
        jobs(rows, "awards", "radio.awards", spec(file).put("entity", "field"), params);
        jobs(rows, "export", "radio.convert", spec(file), params);
        store(rows, file, params);
        rows.end();
    }

    /** Bytes a second of one core from the file into fields, the fastest pass of two seconds. */
    private static double parse(Path file) throws IOException {
        byte[] buffer = AdifScanner.newBuffer();
        FieldRun run = new FieldRun();
        long least = Long.MAX_VALUE;
        long fields = 0;
        for (long end = System.nanoTime() + PARSE_NANOS; System.nanoTime() < end; ) {
            long start = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                AdifScanner scanner =
                        new AdifScanner(in, 0, AdifDialect.DEFAULT, Lengths.RECOVER, new FieldNames(List.of()), buffer);
                do {
                    scanner.cut(run);
                    fields += run.count();
                } while (run.endsRecord() || scanner.next() != AdifScanner.END);
            }
            least = Math.min(least, System.nanoTime() - start);
        }
        if (fields == 0) {
            throw Failure.wrongInput(file + ": holds no field");
        }
        return Files.size(file) * 1e9 / least;
    }

    private void jobs(BenchRows rows, String name, String kind, ObjectNode spec, Map<String, Object> params) {
        double alone = Double.NaN;
        for (int count : new TreeSet<>(List.of(1, Math.max(1, workers)))) {
            try (BenchJob bench = new BenchJob(count)) {
                JobReport report = bench.best(kind, spec, "cpu_batch");
                alone = count == 1 ? report.perSecond() : alone;
                rows.add(
                        name,
                        params,
                        report.unit(),
                        report.perSecond(),
                        report.workers(),
                        report.perSecond() / (alone * count));
            }
        }
    }

    /** Into a new logbook of its own; once, because a second time there would be nothing to add. */
    private void store(BenchRows rows, Path file, Map<String, Object> params) throws IOException {
        Path folder = Files.createTempDirectory("everycore-");
        try (BenchJob bench = new BenchJob(Math.max(1, workers))) {
            ObjectNode spec = spec(file)
                    .put("store", folder.resolve("logbook.db").toString())
                    .put("logbook", "bench");
            JobReport report = bench.once("radio.import", spec, "cpu_batch");
            rows.add("import", params, report.unit(), report.perSecond(), report.workers(), Double.NaN);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path one : files.toList()) {
                    Files.delete(one);
                }
            }
            Files.delete(folder);
        }
    }

    private static ObjectNode spec(Path file) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putArray("logs").add(file.toString());
        return spec;
    }
}
