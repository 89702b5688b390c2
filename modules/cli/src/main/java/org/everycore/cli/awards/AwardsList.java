package org.everycore.cli.awards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.adif.Bands;
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
    public Integer call() {
        List<Map<String, Object>> json = new ArrayList<>();
        TextTable table = new TextTable("lllllll");
        table.row("award", "counted", "title", "key", "bands", "goals", "file");
        for (AwardDefinitions.Entry entry : catalogue(session, definitions)) {
            AwardDefinition award = entry.definition();
            AwardWords words = new AwardWords(award);
            table.row(
                    session.style().bold(award.name()),
                    award.byDefault() ? "always" : session.style().dim("if named"),
                    award.title().replaceAll("\\p{Cntrl}", "?"),
                    words.key(),
                    words.bands(),
                    words.goals(),
                    entry.builtIn() ? session.style().dim("built in") : entry.file());
            json.add(json(entry));
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        } else {
            table.lines().forEach(session.out()::println);
            session.out().println();
            session.out().println(session.style().dim("'everycore awards show NAME' explains one."));
        }
        return 0;
    }

    /** All there are, a folder's among them; what is wrong with one of its files is the caller's to mend. */
    static List<AwardDefinitions.Entry> catalogue(Session session, Path definitions) {
        try {
            return AwardDefinitions.catalogue(
                    Optional.ofNullable(definitions).or(() -> session.settings().definitions()));
        } catch (IOException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    /** A definition as a program reads it. */
    static Map<String, Object> json(AwardDefinitions.Entry entry) {
        AwardDefinition award = entry.definition();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", award.name());
        json.put("title", award.title());
        json.put("fields", award.fields());
        json.put("form", award.form().key());
        List<String> bands = new ArrayList<>();
        for (int band = 0; band < Bands.NONE; band++) {
            if ((award.bands() >>> band & 1) != 0) {
                bands.add(Bands.name(band));
            }
        }
        json.put("bands", bands);
        json.put(
                "statistic",
                bands.stream()
                        .filter(name -> (award.statistic() >>> Bands.ofKey(name) & 1) != 0)
                        .toList());
        json.put("listed", award.listed().stream().map(Bands::name).toList());
        json.put("count", award.slots() ? "slots" : "keys");
        json.put("goals", award.goals());
        Map<String, Object> bandGoals = new LinkedHashMap<>();
        award.listed().stream()
                .filter(award.bandGoals()::containsKey)
                .forEach(band ->
                        bandGoals.put(Bands.name(band), award.bandGoals().get(band)));
        json.put("band_goals", bandGoals);
        json.put("confirm", award.confirm().stream().map(source -> source.key()).toList());
        json.put("default", award.byDefault());
        json.put("built_in", entry.builtIn());
        json.put("file", entry.file());
        return json;
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
