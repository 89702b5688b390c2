package org.everycore.cli.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.everycore.cli.Session;
import org.everycore.cli.awards.StandingText;
import org.everycore.jobs.InputRef;
import org.everycore.radio.award.AwardsSpec;
import picocli.CommandLine.Option;

/** Which awards of a logbook, and which of its QSOs count for them. */
public final class AwardChoice {
    private final Session session;

    @Option(
            names = "--award",
            split = ",",
            paramLabel = "NAME",
            description = "Count these awards only; all counts every one.")
    private List<String> awards = List.of();

    @Option(
            names = "--entity",
            paramLabel = "HOW",
            description = "field: the logged DXCC alone; auto: the callsign's where none is logged.")
    private String entity;

    @Option(names = "--band", paramLabel = "BAND", description = "Count QSOs on this band only, such as 20m or SAT.")
    private String band;

    @Option(names = "--mode", paramLabel = "GROUP", description = "Count only CW, PHONE, DIGITAL or NONE.")
    private String mode;

    @Option(names = "--definitions", paramLabel = "DIR", description = "A folder with award definitions of your own.")
    private Path definitions;

    @Option(
            names = "--confirm",
            split = ",",
            paramLabel = "SOURCE",
            description = "What confirms, for every award: card, lotw, eqsl, qrz, clublog.")
    private List<String> confirm = List.of();

    @Option(names = "--from", paramLabel = "DAY", description = "The first day that counts, such as 2024-01-31.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day that counts.")
    private String to;

    public AwardChoice(Session session) {
        this.session = session;
    }

    List<String> awards() {
        return awards;
    }

    AwardsSpec spec(InputRef log, List<String> wanted, boolean details) {
        Optional<Path> folder = LogAwards.first(definitions, session.settings().definitions());
        return new AwardsSpec(
                List.of(log),
                "strict",
                entity == null ? session.settings().entity() : entity,
                session.settings()
                        .prefixes()
                        .map(file -> InputRef.file(file.toString()))
                        .orElse(null),
                wanted,
                folder.map(StandingText::definitions).orElse(List.of()),
                confirm,
                band,
                mode,
                from,
                to,
                null,
                null,
                null,
                details,
                null);
    }
}
