package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how well {@code auto} knows what jobs take: a list of jobs, run round after round by one process that learns. */
@Command(
        name = "auto",
        description =
                "Measure how well auto knows what jobs take: a list of jobs of every kind and size, run round after round"
                        + " from nothing learned. Shows what was predicted and what the last round took.",
        footerHeading =
                "%nA list is a JSON array of job files. {scratch} in it is a folder of its own, {round} the round; a log"
                        + " {scratch}/qsos-N.adi%nof N QSOs and a logbook {scratch}/kept-N.db (its name: bench) are made where named."
                        + "%n%nExamples:%n",
        footer = {
            "  everycore bench auto",
            "  everycore bench auto --rounds 3 --jobs my-jobs.json",
            "  everycore bench auto --json | jq .predicted"
        })
public final class BenchAuto implements Callable<Integer> {
    private static final Pattern LOG = Pattern.compile("\\{scratch}/qsos-(\\d{1,8})\\.adi");
    private static final Pattern BOOK = Pattern.compile("\\{scratch}/kept-(\\d{1,8})\\.db");
    private static final double NEAR = 1.5;

    private final Session session;

    @Option(
            names = "--jobs",
            paramLabel = "FILE",
            description = "A list of jobs; the default is examples/bench/auto.json.")
    private Path jobs;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds that teach before the one that counts; the default is 5.")
    private int rounds = 5;

    @Option(names = "--workers", paramLabel = "N", description = "The most workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    public BenchAuto(Session session) {
        this.session = session;
    }

    private record Row(String name, String kind, double predicted, double took) {
        double off() {
            return Math.max(predicted / took, took / predicted);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 0 || workers < 1) {
            throw Failure.wrongInput("--rounds must be at least 0, and --workers at least 1");
        }
        Path list = jobs != null
                ? jobs
                : session.folders().home().orElse(Path.of("")).resolve("examples/bench/auto.json");
        String text = Files.readString(list);
        Path scratch = Files.createTempDirectory("everycore-bench");
        try (LocalRuntime runtime = LocalRuntime.start(
                LocalRuntimeConfig.of(KindRegistry.load()).withWorkers(workers).withSpeeds(SpeedBook.forgetful()))) {
            prepare(text, scratch, runtime);
            for (int round = 1; round <= rounds + 1; round++) {
                List<Row> rows = round(list, text, scratch, round, runtime);
                long near = rows.stream().filter(row -> row.off() <= NEAR).count();
                session.err()
                        .println("everycore: round " + round + ": " + near + " of " + rows.size()
                                + " within a factor of " + NEAR);
                if (round == rounds + 1) {
                    show(rows, near);
                }
            }
        } finally {
            delete(scratch);
        }
        return 0;
    }

    private void prepare(String text, Path scratch, LocalRuntime runtime) throws IOException {
        Matcher logs = LOG.matcher(text);
        while (logs.find()) {
            made(scratch, Integer.parseInt(logs.group(1)));
        }
        Matcher books = BOOK.matcher(text);
        while (books.find()) {
            Path book = scratch.resolve("kept-" + books.group(1) + ".db");
            if (!Files.exists(book)) {
                ObjectNode spec = Json.mapper().createObjectNode();
                spec.putArray("logs")
                        .add(made(scratch, Integer.parseInt(books.group(1))).toString());
                spec.put("store", book.toString()).put("logbook", "bench");
                run(JobRequest.of("radio.import", 1, spec), runtime, "preparing " + book.getFileName());
            }
        }
    }

    private static Path made(Path scratch, int qsos) throws IOException {
        Path log = scratch.resolve("qsos-" + qsos + ".adi");
        if (!Files.exists(log)) {
            MadeLog.write(log, qsos);
        }
        return log;
    }

    private List<Row> round(Path list, String text, Path scratch, int round, LocalRuntime runtime) {
        String here = text.replace("{scratch}", scratch.toString()).replace("{round}", String.valueOf(round));
        JsonNode all = Specs.tree(here.getBytes(StandardCharsets.UTF_8), list.toString());
        if (!all.isArray()) {
            throw Failure.wrongInput(list + ": is no JSON array of jobs");
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : all) {
            String at = list + "[" + rows.size() + "]";
            JobRequest request = Specs.read(one, JobRequest.class, at);
            JobReport report = run(request, runtime, at);
            String name = request.name() == null ? at : request.name();
            rows.add(new Row(name, request.kind(), report.predictedSeconds(), report.seconds()));
        }
        return rows;
    }

    private static JobReport run(JobRequest request, LocalRuntime runtime, String at) {
        try {
            JobReport report = runtime.submit(request, ResultTarget.NOWHERE)
                    .outcome()
                    .toCompletableFuture()
                    .join()
                    .report();
            if (report.state() != JobState.SUCCEEDED) {
                throw new Failure(ExitCode.FAILED, at + ": " + report.error());
            }
            return report;
        } catch (CompletionException e) {
            if (e.getCause() instanceof SpecException wrong) {
                throw Failure.wrongInput(at + ": " + wrong.getMessage());
            }
            throw e;
        }
    }

    private void show(List<Row> rows, long near) {
        TextTable table = new TextTable("llrrr").row("job", "kind", "predicted", "took", "off by");
        for (Row row : rows) {
            if (session.json()) {
                session.out()
                        .println(JsonText.of(Map.of(
                                "name", row.name(),
                                "kind", row.kind(),
                                "predicted", row.predicted(),
                                "took", row.took(),
                                "factor", row.off())));
            } else {
                table.row(
                        row.name(),
                        row.kind(),
                        Numbers.seconds(row.predicted()),
                        Numbers.seconds(row.took()),
                        String.format(Locale.ROOT, "%.2f", row.off()));
            }
        }
        if (!session.json()) {
            table.lines().forEach(session.out()::println);
            session.out().println(near + " of " + rows.size() + " within a factor of " + NEAR);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
