package org.everycore.cli.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.logbook.LogStore;
import org.everycore.radio.logbook.LogbookStandings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Orders the logbooks of a database by one award. */
@Command(
        name = "league",
        description = "Order the logbooks of a database by an award: most confirmed first, then most worked.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore log league --award DXCC", "  everycore log league --award WAZ --mode CW --json"})
public final class LogLeague implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private AwardChoice choice;

    public LogLeague(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (choice.awards().size() != 1) {
            throw Failure.wrongInput("name one award: --award DXCC ('everycore awards list' tells which there are)");
        }
        String award = choice.awards().get(0);
        List<LogbookStandings.Place> places;
        try (LogStore store = book.open()) {
            places = LogbookStandings.league(store, log -> choice.spec(log, List.of(award), false), award);
        }
        List<Map<String, Object>> json = new ArrayList<>();
        TextTable table = new TextTable("rlrr");
        table.row("", award, "confirmed", "worked");
        for (LogbookStandings.Place place : places) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("book", place.logbook());
            entry.put("confirmed", place.confirmed());
            entry.put("worked", place.worked());
            json.add(entry);
            table.row(
                    json.size(),
                    QsoLines.plain(place.logbook()),
                    Numbers.grouped(place.confirmed()),
                    Numbers.grouped(place.worked()));
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        } else {
            table.lines().forEach(session.out()::println);
        }
        return 0;
    }
}
