package org.everycore.cli.awards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Nearest;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.radio.award.AwardDefinition;
import org.everycore.radio.award.AwardDefinitions;
import org.everycore.radio.award.KeyNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains one award: its rule in sentences, its members, and the text of its definition. */
@Command(
        name = "show",
        description = "Explain an award: its rule in words, its members, and its definition file.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore awards show WAS", "  everycore awards show DXCC --json | jq .members"})
public final class AwardsShow implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The award, such as DXCC.")
    private String name;

    @Option(names = "--definitions", paramLabel = "DIR", description = "A folder with award definitions of your own.")
    private Path definitions;

    public AwardsShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<AwardDefinitions.Entry> all = AwardsList.catalogue(session, definitions);
        AwardDefinitions.Entry entry = all.stream()
                .filter(one -> one.definition().name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> unknown(all));
        if (session.json()) {
            Map<String, Object> json = AwardsList.json(entry);
            json.put("explained", new AwardWords(entry.definition()).sentences());
            Map<String, Object> members = new LinkedHashMap<>();
            entry.definition()
                    .members()
                    .forEach(key -> members.put(
                            key, KeyNames.of(entry.definition(), key).orElse("")));
            json.put("members", members);
            json.put("text", entry.text());
            session.out().println(JsonText.of(json));
        } else {
            text(entry);
        }
        return 0;
    }

    private Failure unknown(List<AwardDefinitions.Entry> all) {
        List<String> names = all.stream().map(one -> one.definition().name()).toList();
        return Failure.wrongInput("no award '" + name + "'"
                + Nearest.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")
                + " ('everycore awards list' lists them)");
    }

    private void text(AwardDefinitions.Entry entry) {
        AwardDefinition award = entry.definition();
        session.out()
                .println(session.style().bold(award.name()) + "  "
                        + award.title().replaceAll("\\p{Cntrl}", "?"));
        session.out().println();
        for (String sentence : new AwardWords(award).sentences()) {
            wrapped(List.of(sentence.split(" ")), " ")
                    .forEach(line -> session.out().println("  " + line));
        }
        if (!award.members().isEmpty()) {
            session.out().println();
            session.out()
                    .println(session.style().bold("Members") + " ("
                            + award.members().size() + ")");
            List<String> items = new ArrayList<>();
            for (String key : award.members()) {
                items.add(
                        KeyNames.of(award, key).map(known -> key + " " + known).orElse(key) + ",");
            }
            int last = items.size() - 1;
            items.set(last, items.get(last).substring(0, items.get(last).length() - 1));
            wrapped(items, " ").forEach(line -> session.out().println("  " + line));
        }
        session.out().println();
        session.out()
                .println(session.style().bold("Definition") + " (" + (entry.builtIn() ? "built in, " : "")
                        + entry.file() + ")");
        entry.text().lines().forEach(line -> session.out().println("  " + line.replaceAll("\\p{Cntrl}", " ")));
    }

    /** Items in lines of a readable width; none is cut. */
    private List<String> wrapped(List<String> items, String gap) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (!line.isEmpty() && line.length() + gap.length() + item.length() + 2 > session.width()) {
                lines.add(line.toString());
                line = new StringBuilder("  ");
            }
            line.append(line.isEmpty() || line.toString().isBlank() ? "" : gap).append(item);
        }
        lines.add(line.toString());
        return lines;
    }
}
