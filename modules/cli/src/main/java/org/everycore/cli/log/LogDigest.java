package org.everycore.cli.log;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.digest.Digest;
import org.everycore.logbook.digest.LogbookDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a short text about a logbook. */
@Command(
        name = "digest",
        description = "Write a short text: the latest QSOs, how far goals are, what would bring most.",
        footerHeading =
                "%nThe text is made here. With EVERYCORE_AI_URL and EVERYCORE_AI_KEY set, the model behind that%n"
                        + "OpenAI-compatible endpoint words it (EVERYCORE_AI_MODEL, EVERYCORE_AI_COST_CAP); when it fails,%n"
                        + "the local text stands in. What is sent are the facts that --json shows.%n%nExamples:%n",
        footer = {
            "  everycore log digest",
            "  everycore log digest --days 7 --goal DXCC=100 --goal WAS=50",
            "  everycore log digest --author local --json"
        })
public final class LogDigest implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Option(names = "--days", paramLabel = "N", description = "Days looked back at; the default is 30.")
    private Integer days;

    @Option(names = "--until", paramLabel = "DAY", description = "The last day; the default is that of the last QSO.")
    private String until;

    @Option(
            names = "--goal",
            paramLabel = "AWARD=N",
            description = "So many of an award shall be confirmed; the default is DXCC=100.")
    private Map<String, Integer> goals = new LinkedHashMap<>();

    @Option(
            names = "--author",
            paramLabel = "WHO",
            description = "local, or model; the default is model where one is configured.")
    private String author;

    public LogDigest(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        String writer = author != null ? author : session.settings().model().isPresent() ? "model" : Digest.LOCAL;
        LogbookDigest wanted = new LogbookDigest(days, until, goals, writer);
        Digest digest;
        try (LogStore store = book.open()) {
            digest = wanted.write(book.find(store), session.settings().model());
        }
        if (!digest.note().isEmpty()) {
            session.warn(digest.note());
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("book", digest.facts().name());
            json.put("author", digest.author());
            if (!digest.note().isEmpty()) {
                json.put("note", digest.note());
            }
            json.put("text", digest.text());
            json.put("facts", LogbookDigest.tree(digest.facts()));
            session.out().println(JsonText.of(json));
        } else {
            session.out().print(digest.text());
        }
        return 0;
    }
}
