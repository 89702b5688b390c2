package org.everycore.cli.kinds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.KindSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the job kinds, or shows the JSON schema of one with an example. */
@Command(
        subcommands = {KindsCommand.ListKinds.class, KindsCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore kinds",
            "  everycore kinds show photonics.sample",
            "  everycore kinds show radio.awards --json | jq .properties"
        })
public final class KindsCommand implements Callable<Integer> {
    private final Session session;

    public KindsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return list(session);
    }

    private static int list(Session session) {
        TextTable table = new TextTable("ll");
        List<Map<String, Object>> json = new ArrayList<>();
        for (JobKind<?, ?> kind : KindRegistry.load().all()) {
            table.row(session.style().bold(kind.name()), kind.summary());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", kind.name());
            entry.put("summary", kind.summary());
            json.add(entry);
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        } else {
            table.lines().forEach(session.out()::println);
        }
        return 0;
    }

    /** The same as {@code kinds} alone. */
    @Command(
            name = "list",
            description = "List the kinds of job.",
            footerHeading = "%nExamples:%n",
            footer = "  everycore kinds list --json")
    public static final class ListKinds implements Callable<Integer> {
        private final Session session;

        public ListKinds(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return list(session);
        }
    }

    /** One kind in full. */
    @Command(
            name = "show",
            description = "Show a kind's JSON schema and an example of a job file.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  everycore kinds show photonics.sample",
                "  everycore kinds show radio.awards --json | jq .properties"
            })
    public static final class Show implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "KIND", description = "The name of the kind, such as photonics.sample.")
        private String name;

        public Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws JsonProcessingException {
            JobKind<?, ?> kind = KindRegistry.load().get(name);
            JsonNode schema = KindSchema.of(kind);
            if (session.json()) {
                session.out().println(Json.mapper().writeValueAsString(schema));
                return 0;
            }
            Map<String, Object> job = new LinkedHashMap<>();
            job.put("kind", kind.name());
            job.put("seed", 42);
            job.put("spec", kind.example());
            session.out().println(session.style().bold(kind.name()) + ": " + kind.summary());
            session.out().println();
            session.out().println(session.style().bold("Job file"));
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(job));
            session.out().println();
            session.out().println(session.style().bold("Schema of the spec"));
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema));
            return 0;
        }
    }
}
