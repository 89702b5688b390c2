package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.LogDatabase;
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.LogbookStandings;
import org.everycore.radio.adif.LogPaths;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders logs, or the logbooks of a store, by what each has of one award. */
@Command(
        name = "league",
        description = "Order logs, or the logbooks of a database, by what each has of one award.",
        footerHeading = "%nLogs with equal counts share a place.%n%nExamples:%n",
        footer = {
            "  everycore awards league",
            "  everycore awards league members/*.adi",
            "  everycore awards league --award WAZ --mode CW members/",
            "  everycore awards league --store club.db --award DXCC_challenge --json"
        })
public final class AwardsLeague implements Callable<Integer> {
    private static final int BAR = 20;

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "LOG", description = "Logs, one each: files, folders, patterns.")
    private List<String> logs = List.of();

    @Option(names = "--award", paramLabel = "NAME", description = "The award that orders; the default is DXCC.")
    private String award = "DXCC";

    @Option(names = "--by", paramLabel = "COUNT", description = "Order by confirmed (the default) or by worked.")
    private String by = "confirmed";

    @Option(
            names = {"--store", "--db"},
            paramLabel = "PLACE",
            description = "Order the logbooks of this database: a file, or a JDBC URL. Without it and without logs,"
                    + " those of the setting logbook.url, else of the file in the state folder.")
    private String store;

    @Option(names = "--top", paramLabel = "N", description = "Show the first N only.")
    private int top;

    @Mixin
    private AwardOptions counting;

    @Mixin
    private ReadOptions reading;

    @Mixin
    private JobOptions options;

    public AwardsLeague(Session session) {
        this.session = session;
    }

    /** What one log has of the award. */
    private record Entry(String log, long worked, long confirmed, long next, long achieved) {}

    @Override
    public Integer call() throws IOException {
        if (!by.equals("confirmed") && !by.equals("worked")) {
            throw Failure.wrongInput("--by = " + by + ": must be confirmed or worked");
        }
        if (!logs.isEmpty() && store != null) {
            throw Failure.wrongInput("name logs, or a database with --store, not both");
        }
        List<Entry> entries = logs.isEmpty() ? ofLogbooks() : ofLogs();
        entries.sort(Comparator.comparingLong(this::count)
                .thenComparingLong(Entry::confirmed)
                .thenComparingLong(Entry::worked)
                .reversed()
                .thenComparing(Entry::log));
        if (session.json()) {
            json(entries);
        } else {
            text(entries);
        }
        return ExitCode.OK.status();
    }

    private long count(Entry entry) {
        return by.equals("worked") ? entry.worked() : entry.confirmed();
    }

    private List<Entry> ofLogs() throws IOException {
        List<LocalJobs.Task> tasks = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String log : logs) {
            for (Path path : LogPaths.expand(List.of(log))) {
                ObjectNode spec = counting.spec(session, List.of(path.toString()), List.of(award));
                reading.apply(spec, session);
                JobRequest request = options.apply(JobRequest.of(new AwardsKind().name(), 0, spec), session);
                tasks.add(new LocalJobs.Task(new JobFile(path.toString(), request), ResultTarget.NOWHERE));
                names.add(path.toString());
            }
        }
        List<Outcome> outcomes = new LocalJobs(session).run(tasks);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Outcome outcome = outcomes.get(i);
            ExitCode code = LocalJobs.code(outcome);
            if (code != ExitCode.OK) {
                throw new Failure(code, names.get(i) + ": " + outcome.report().error());
            }
            entries.add(entry(
                    names.get(i), outcome.result().orElseThrow().document().orElseThrow()));
        }
        return entries;
    }

    private List<Entry> ofLogbooks() throws IOException {
        LogDatabase database = LogDatabase.of(session, store);
        List<Entry> entries = new ArrayList<>();
        try (LogStore open = database.open()) {
            for (Logbook logbook : open.logbooks()) {
                entries.add(entry(logbook.name(), LogbookStandings.of(logbook, log -> new AwardsKind()
                        .parse(counting.spec(session, List.of(log.file()), List.of(award))))));
            }
        }
        if (entries.isEmpty()) {
            session.warn(database.place() + ": has no logbook");
        }
        return entries;
    }

    private Entry entry(String log, JsonNode document) {
        for (Map.Entry<String, JsonNode> one :
                document.path("report").path("awards").properties()) {
            JsonNode counts = one.getValue();
            award = one.getKey();
            return new Entry(
                    log,
                    counts.path("worked").asLong(),
                    counts.path("confirmed").asLong(),
                    counts.path("next").asLong(),
                    counts.path("achieved").asLong());
        }
        throw new IllegalStateException("a standing has no award");
    }

    private List<Entry> shown(List<Entry> entries) {
        return top > 0 && top < entries.size() ? entries.subList(0, top) : entries;
    }

    /** The place of each: one more than how many are before it. */
    private int place(List<Entry> entries, Entry entry) {
        return 1
                + (int) entries.stream()
                        .filter(other -> count(other) > count(entry))
                        .count();
    }

    private void json(List<Entry> entries) {
        List<Map<String, Object>> places = new ArrayList<>();
        for (Entry entry : shown(entries)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("place", place(entries, entry));
            row.put("log", entry.log());
            row.put("worked", entry.worked());
            row.put("confirmed", entry.confirmed());
            row.put("achieved", entry.achieved() == 0 ? null : entry.achieved());
            row.put("next", entry.next() == 0 ? null : entry.next());
            places.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("award", award);
        json.put("by", by);
        json.put("places", places);
        session.out().println(JsonText.of(json));
    }

    private void text(List<Entry> entries) {
        long most = entries.stream().mapToLong(this::count).max().orElse(0);
        TextTable table = new TextTable("rlrrll");
        table.row("", session.style().bold(award), "worked", "confirmed", "", "");
        for (Entry entry : shown(entries)) {
            int place = place(entries, entry);
            String name = entry.log().replaceAll("\\p{Cntrl}", "?");
            table.row(
                    place,
                    place == 1 ? session.style().bold(name) : name,
                    Numbers.grouped(entry.worked()),
                    Numbers.grouped(entry.confirmed()),
                    session.style().accent(Bar.of(most == 0 ? 0 : (double) count(entry) / most, BAR)),
                    entry.achieved() == 0 ? "" : session.style().good("\u2713 " + entry.achieved()));
        }
        table.lines().forEach(session.out()::println);
    }
}
