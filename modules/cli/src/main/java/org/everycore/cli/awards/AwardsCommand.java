package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ReportJson;
import org.everycore.cluster.Outcome;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.LogPaths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts awards from logs: a {@code radio.awards} job that this command builds, runs and shows. */
@Command(
        subcommands = {AwardsList.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore awards examples/contest-week.adi.gz",
            "  everycore awards log.adi --award DXCC --band 20m --mode CW",
            "  everycore awards logs/ --json --entity field | jq .awards.DXCC.all",
            "  everycore awards list"
        })
public final class AwardsCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs = List.of();

    @Option(
            names = "--on-duplicate",
            paramLabel = "HOW",
            description = "A field twice in a record: strict rejects the record, last lets the last value count.")
    private String onDuplicate;

    @Option(
            names = "--entity",
            paramLabel = "HOW",
            description = "field: the logged DXCC alone; auto: the callsign's where none is logged.")
    private String entity;

    @Option(names = "--band", paramLabel = "BAND", description = "Count QSOs on this band only, such as 20m or SAT.")
    private String band;

    @Option(names = "--mode", paramLabel = "GROUP", description = "Count only CW, PHONE, DIGITAL or NONE.")
    private String mode;

    @Option(
            names = "--award",
            split = ",",
            paramLabel = "NAME",
            description = "Count these awards only; all counts every one.")
    private List<String> awards = List.of();

    @Option(names = "--definitions", paramLabel = "DIR", description = "A folder with award definitions of your own.")
    private Path definitions;

    @Option(
            names = "--confirm",
            split = ",",
            paramLabel = "SOURCE",
            description = "What confirms, for every award: card, lotw, eqsl, qrz, clublog.")
    private List<String> confirm = List.of();

    @Option(
            names = "--prefixes",
            paramLabel = "FILE",
            description = "A cty.dat, cty.csv or cty.xml to resolve callsigns with.")
    private Path prefixes;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day that counts, such as 2024-01-31.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day that counts.")
    private String to;

    @Option(names = "--station", paramLabel = "CALL", description = "Count QSOs of this STATION_CALLSIGN only.")
    private String station;

    @Option(names = "--operator", paramLabel = "CALL", description = "Count QSOs of this OPERATOR only.")
    private String operator;

    @Option(names = "--grid", paramLabel = "GRID", description = "Count QSOs from MY_GRIDSQUAREs that begin so.")
    private String grid;

    @Option(
            names = "--matrix",
            paramLabel = "NAME",
            description = "Show the matrix of this award: what was worked and confirmed on each band.")
    private String matrix;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Show N rows of the matrix (the default is 25); 0 shows all.")
    private int rows = 25;

    @Option(names = "--details", description = "List every key with its bands in the JSON.")
    private boolean details;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the JSON document to this file.")
    private Path out;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    @Mixin
    private JobOptions options;

    public AwardsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (logs.isEmpty()) {
            throw Failure.wrongInput("name a log (see 'everycore awards --help')");
        }
        Optional<Path> spooled = logs.contains(STANDARD_INPUT) ? Optional.of(spool()) : Optional.empty();
        try {
            return run(spooled);
        } finally {
            if (spooled.isPresent()) {
                Files.deleteIfExists(spooled.get());
            }
        }
    }

    private int run(Optional<Path> spooled) throws IOException {
        List<String> named = new ArrayList<>();
        for (String log : logs) {
            if (log.equals(STANDARD_INPUT)) {
                named.add(spooled.orElseThrow().toString());
            } else {
                LogPaths.expand(List.of(log)).forEach(path -> named.add(path.toString()));
            }
        }
        JobRequest request = options.apply(JobRequest.of("radio.awards", 0, spec(named)), session);
        if (printJob) {
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(request));
            return ExitCode.OK.status();
        }
        ResultTarget target = out == null ? ResultTarget.NOWHERE : ResultTarget.to(out);
        Outcome outcome = new LocalJobs(session)
                .run(List.of(new LocalJobs.Task(new JobFile("awards", request), target)))
                .get(0);
        ExitCode code = LocalJobs.code(outcome);
        if (code != ExitCode.OK) {
            throw new Failure(code, String.valueOf(outcome.report().error()));
        }
        ObjectNode document =
                (ObjectNode) outcome.result().orElseThrow().document().orElseThrow();
        spooled.ifPresent(file -> named(document, file));
        show(document, outcome);
        return code.status();
    }

    private ObjectNode spec(List<String> named) throws IOException {
        ObjectNode spec = Json.mapper().createObjectNode();
        ArrayNode list = spec.putArray("logs");
        named.forEach(list::add);
        spec.put("onDuplicate", onDuplicate == null ? session.settings().onDuplicate() : onDuplicate);
        spec.put("entity", entity == null ? session.settings().entity() : entity);
        Optional.ofNullable(prefixes)
                .or(() -> session.settings().prefixes())
                .ifPresent(file -> spec.put("entityTable", file.toString()));
        array(spec, "awards", chosen());
        Optional<Path> folder =
                Optional.ofNullable(definitions).or(() -> session.settings().definitions());
        if (folder.isPresent()) {
            array(spec, "definitions", AwardsList.texts(folder.get()));
        }
        array(spec, "confirm", confirm);
        text(spec, "band", band);
        text(spec, "mode", mode);
        text(spec, "from", from);
        text(spec, "to", to);
        text(spec, "station", station);
        text(spec, "operator", operator);
        text(spec, "grid", grid);
        if (details || !session.json()) {
            spec.put("details", true);
        }
        return spec;
    }

    /** An award whose matrix is wanted is counted, whether it is named or not. */
    private List<String> chosen() {
        if (awards.isEmpty() || matrix == null || awards.contains(matrix)) {
            return awards;
        }
        List<String> more = new ArrayList<>(awards);
        more.add(matrix);
        return more;
    }

    private static void array(ObjectNode spec, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = spec.putArray(key);
            values.forEach(array::add);
        }
    }

    private static void text(ObjectNode spec, String key, String value) {
        if (value != null) {
            spec.put(key, value);
        }
    }

    private Path spool() throws IOException {
        Path file = Files.createTempFile("everycore-", ".adi");
        file.toFile().deleteOnExit();
        Files.copy(session.in(), file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static void named(ObjectNode document, Path spooled) {
        ArrayNode names = (ArrayNode) document.get("logs");
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).asText().equals(spooled.getFileName().toString())) {
                names.set(i, STANDARD_INPUT);
            }
        }
    }

    private void show(ObjectNode document, Outcome outcome) throws IOException {
        warn(document);
        if (session.json()) {
            ((ObjectNode) document.get("report")).setAll(ReportJson.tree(outcome.report()));
            session.out().println(Json.mapper().writeValueAsString(document));
            return;
        }
        AwardsText text = new AwardsText(document, session.style());
        text.overview().forEach(session.out()::println);
        String shown = matrix == null ? text.firstAward() : matrix;
        if (matrix != null && !document.get("awards").has(matrix)) {
            throw Failure.wrongInput("--matrix = " + matrix + ": is not an award that was counted");
        }
        new AwardMatrix(document, shown, session.style()).lines(rows).forEach(session.out()::println);
        session.out().println(session.style().dim(text.footer(outcome.report())));
    }

    private void warn(ObjectNode document) {
        StringBuilder reasons = new StringBuilder();
        document.get("rejected").properties().forEach(entry -> reasons.append(reasons.isEmpty() ? "" : ", ")
                .append(entry.getKey())
                .append(' ')
                .append(entry.getValue().asLong()));
        if (!reasons.isEmpty()) {
            session.warn("records rejected: " + reasons + "; 'everycore adif check' shows each");
        }
        if (document.get("qsos").asLong() == 0) {
            session.warn("no QSO counts"
                    + (document.get("report").path("records").asLong() == 0 ? ": the log is empty" : ""));
        }
    }
}
