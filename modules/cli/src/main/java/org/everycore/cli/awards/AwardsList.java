package org.everycore.cli.awards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.award.AwardDefinition;
import org.everycore.radio.award.AwardDefinitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the awards that can be counted. */
@Command(
        name = "list",
        description = "List the awards that can be counted: those built in, and those of a folder.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore awards list", "  everycore awards list --definitions my-awards --json"})
public final class AwardsList implements Callable<Integer> {
    private final Session session;

    @Option(names = "--definitions", paramLabel = "DIR", description = "A folder with award definitions of your own.")
    private Path definitions;

    public AwardsList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = definitions == null ? session.settings().definitions().orElse(null) : definitions;
        List<AwardDefinition> all = AwardDefinitions.select(folder == null ? List.of() : texts(folder), List.of("all"));
        List<Map<String, Object>> json = new ArrayList<>();
        TextTable table = new TextTable("llll");
        table.row("award", "title", "goals", "confirmed by");
        for (AwardDefinition award : all) {
            List<String> sources =
                    award.confirm().stream().map(source -> source.key()).toList();
            table.row(session.style().bold(award.name()), award.title(), goals(award), String.join(", ", sources));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", award.name());
            entry.put("title", award.title());
            entry.put("goals", award.goals());
            entry.put("confirm", sources);
            json.add(entry);
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        } else {
            table.lines().forEach(session.out()::println);
        }
        return 0;
    }

    private static String goals(AwardDefinition award) {
        return award.goals().isEmpty()
                ? award.bandGoals().isEmpty() ? "" : "by band"
                : award.goals().size() == 1
                        ? String.valueOf(award.goals().get(0))
                        : award.goals().get(0) + " ... "
                                + award.goals().get(award.goals().size() - 1);
    }

    /** The definition files of a folder; what is wrong with one is the caller's to mend. */
    static List<String> texts(Path folder) {
        try {
            return AwardDefinitions.texts(folder);
        } catch (IOException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }
}
