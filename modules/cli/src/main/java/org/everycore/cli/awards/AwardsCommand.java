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
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ReportJson;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.LogPaths;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.award.KeyQsos;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts awards from logs: a {@code radio.awards} job that this command builds, runs and shows. */
@Command(
        subcommands = {AwardsList.class, AwardsShow.class, AwardsCheck.class, AwardsLeague.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore awards examples/contest-week.adi.gz",
            "  everycore awards log.adi --award DXCC --band 20m --mode CW",
            "  everycore awards log.adi --details DXCC --rows 0",
            "  everycore awards log.adi --missing WAS --confirm card,lotw,eqsl",
            "  everycore awards logs/ --json --entity field | jq .awards.DXCC.all",
            "  everycore awards log.adi --html awards.html --png dxcc.png --matrix DXCC",
            "  everycore awards log.adi --png world.png --map WAZ",
            "  everycore awards list",
            "  everycore awards league --award WAZ members/*.adi"
        })
public final class AwardsCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs = List.of();

    @Mixin
    private AwardViews views;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the JSON document to this file.")
    private Path out;

    @Option(names = "--no-cache", description = "Read the logs even if they have not changed since they were counted.")
    private boolean noCache;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    @Mixin
    private AwardOptions counting;

    @Mixin
    private ReadOptions reading;

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
        Outcome outcome = outcome(request);
        ExitCode code = LocalJobs.code(outcome);
        if (code != ExitCode.OK) {
            throw new Failure(code, String.valueOf(outcome.report().error()));
        }
        ObjectNode document =
                (ObjectNode) outcome.result().orElseThrow().document().orElseThrow();
        spooled.ifPresent(file -> named(document, file));
        show(document, outcome, new AwardsKind().parse(request.spec()));
        return code.status();
    }

    /** What was counted before of unchanged logs, or else counts: without a supervisor, if how is left to this program. */
    private Outcome outcome(JobRequest request) throws IOException {
        ResultTarget target = out == null ? ResultTarget.NOWHERE : ResultTarget.to(out);
        if (!AwardsHere.suits(request, session)) {
            return new LocalJobs(session)
                    .run(List.of(new LocalJobs.Task(new JobFile("awards", request), target)))
                    .get(0);
        }
        AwardsHere here = new AwardsHere(session);
        if (noCache || out != null || logs.contains(STANDARD_INPUT)) {
            return here.run(request, target);
        }
        KnownStandings known = KnownStandings.in(session.folders().state());
        Optional<KnownStandings.Key> key = known.key(request.spec());
        Optional<Outcome> before = key.flatMap(k -> known.find(k, request));
        if (before.isPresent()) {
            return before.get();
        }
        Outcome outcome = here.run(request, target);
        key.ifPresent(k -> known.keep(k, outcome));
        return outcome;
    }

    private ObjectNode spec(List<String> named) {
        ObjectNode spec = counting.spec(session, named, List.of());
        reading.apply(spec, session);
        views.apply(spec, session, counting.folder(session));
        return spec;
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

    private void show(ObjectNode document, Outcome outcome, AwardsSpec spec) throws IOException {
        warn(document);
        views.write(document, session, spec, qsos -> read(spec, qsos));
        if (session.json()) {
            ((ObjectNode) document.get("report")).setAll(ReportJson.tree(outcome.report()));
            session.out().println(Json.mapper().writeValueAsString(document));
            return;
        }
        views.show(document, session);
        session.print(List.of(session.style().dim(AwardsText.footer(outcome.report()))));
    }

    /** Reads the logs again, for a page that shows single QSOs. */
    private static void read(AwardsSpec spec, KeyQsos qsos) throws IOException {
        for (LogFile log : spec.open(Inputs.LOCAL)) {
            ReadRules rules = spec.program(Inputs.LOCAL).rules();
            try (AdifReader reader = AdifReader.open(log.path(), rules, problem -> {})) {
                qsos.begin(reader.header());
                while (reader.hasNext()) {
                    qsos.see(reader.next());
                }
            }
        }
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
