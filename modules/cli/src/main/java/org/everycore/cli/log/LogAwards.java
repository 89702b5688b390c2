package org.everycore.cli.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.awards.StandingText;
import org.everycore.jobs.Json;
import org.everycore.radio.logbook.LogStore;
import org.everycore.radio.logbook.LogbookStandings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the award standings of a logbook, which are kept and brought up to date rather than counted each time. */
@Command(
        name = "awards",
        description = "Show the award standings of a logbook: worked, confirmed, missing, next.",
        footerHeading =
                "%nA standing is kept with the logbook: QSOs added since the last look are counted in, any other%n"
                        + "change counts all again.%n%nExamples:%n",
        footer = {
            "  everycore log awards",
            "  everycore log awards --book DL1ABC --award DXCC --matrix DXCC",
            "  everycore log awards --json | jq .awards.DXCC.all"
        })
public final class LogAwards implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private AwardChoice choice;

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

    public LogAwards(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        List<String> wanted = new ArrayList<>(choice.awards());
        if (matrix != null && !wanted.isEmpty() && !wanted.contains(matrix)) {
            wanted.add(matrix);
        }
        try (LogStore store = book.open()) {
            JsonNode document =
                    LogbookStandings.of(book.find(store), log -> choice.spec(log, wanted, details || !session.json()));
            if (session.json()) {
                session.out().println(Json.mapper().writeValueAsString(document));
                return 0;
            }
            if (document.path("qsos").asLong() == 0) {
                session.warn("no QSO counts");
            }
            if (matrix != null && !document.path("awards").has(matrix)) {
                throw Failure.wrongInput("--matrix = " + matrix + ": is not an award that was counted");
            }
            StandingText.lines(document, session.style(), Optional.ofNullable(matrix), rows)
                    .forEach(session.out()::println);
        }
        return 0;
    }

    /** Paths of the settings or the command line that awards are counted with. */
    static Optional<Path> first(Path given, Optional<Path> setting) {
        return Optional.ofNullable(given).or(() -> setting);
    }
}
