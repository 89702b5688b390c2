package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import java.util.stream.Stream;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.awards.page.AwardFiles;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.award.AwardDefinitions;
import org.everycore.radio.award.KeyQsos;
import org.everycore.radio.jobs.AwardsSpec;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which awards are counted, and which of them are looked at closely. */
public final class AwardViews {
    private static final String ALL = "all";

    @Option(
            names = "--award",
            split = ",",
            paramLabel = "NAME",
            description = "Count these awards only; all counts every one.")
    private List<String> awards = List.of();

    @Option(
            names = "--matrix",
            paramLabel = "NAME",
            description = "Show the matrix of this award: what was worked and confirmed on each band.")
    private String matrix;

    @Option(
            names = "--missing",
            paramLabel = "NAME",
            description = "Show what is missing of this award: not worked, not confirmed, and on each band.")
    private String missing;

    @Option(
            names = "--details",
            arity = "0..1",
            paramLabel = "NAME",
            parameterConsumer = NameOnly.class,
            description = "Show who confirmed each key of this award (the first counted, if none is named): call, day,"
                    + " band and source of the first QSO. With --json every key with its slots, and who confirmed it.")
    private String details;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page to this file that any browser shows; it needs no other file.")
    private Path html;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Also draw the matrix of the award to this file; of grid squares, a map.")
    private Path png;

    @Option(
            names = "--map",
            paramLabel = "NAME",
            description =
                    "Draw a map of the world of this award to --png instead: grid squares, entities, zones, continents.")
    private String map;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Show N rows of a matrix or of details (the default is 25); 0 shows all.")
    private int rows = 25;

    /** Takes the name behind {@code --details} if there is one; a log that stands there stays a log. */
    static final class NameOnly implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            String next = args.isEmpty() ? "" : args.peek();
            boolean name = next.matches("[A-Za-z0-9_]{1,40}") && !Files.exists(Path.of(next));
            option.setValue(name ? args.pop() : "");
        }
    }

    /** Writes into the spec what has to be counted so that all that is wanted can be shown. */
    public void apply(ObjectNode spec, Session session, Optional<Path> definitions) {
        List<String> chosen = chosen(session, definitions);
        spec.remove("awards");
        if (!chosen.isEmpty()) {
            spec.set("awards", Json.mapper().valueToTree(chosen));
        }
        if (map != null && png == null) {
            throw Failure.wrongInput("--map = " + map + ": goes with --png FILE; a page of --html has all maps");
        }
        if (details != null || html != null || png != null || !session.json()) {
            spec.put("details", true);
        }
        if (details != null) {
            String who = !details.isEmpty() ? details : session.json() || awards.contains(ALL) ? ALL : first();
            spec.putArray("witnesses").add(who);
        } else if (html != null) {
            spec.putArray("witnesses").add(ALL);
        }
    }

    /** Where the QSOs behind the keys of a page come from: the logs once more. */
    public interface QsoReading {
        /** Shows each counted QSO. */
        void read(KeyQsos qsos) throws IOException;
    }

    /** Writes the files that were asked for. */
    public void write(ObjectNode document, Session session, AwardsSpec spec, QsoReading reading) throws IOException {
        if (html != null) {
            KeyQsos qsos = new KeyQsos(spec.program(Inputs.LOCAL), AwardFiles.qsosOfKey());
            reading.read(qsos);
            AwardFiles.html(document, Optional.of(qsos), html);
            session.err().println("everycore: wrote " + html);
        }
        if (png != null) {
            String award =
                    map != null ? name(document, map) : matrix == null ? first(document) : name(document, matrix);
            if (!AwardFiles.png(document, award, map != null, png)) {
                throw Failure.wrongInput(
                        "--map = " + map + ": nothing of it was worked, or its keys have no place on a map;"
                                + " grid squares, entities, zones and continents have");
            }
            session.err().println("everycore: wrote " + png);
        }
    }

    private String first() {
        return awards.isEmpty() ? AwardDefinitions.builtIn().get(0).name() : awards.get(0);
    }

    /** An award that is looked at is counted, whether it is named or not. */
    private List<String> chosen(Session session, Optional<Path> definitions) {
        List<String> looked = Stream.of(matrix, missing, details, map)
                .filter(name -> name != null && !name.isEmpty())
                .toList();
        if (looked.isEmpty() || awards.contains(ALL)) {
            return awards;
        }
        List<String> names = new ArrayList<>(awards);
        if (awards.isEmpty()) {
            AwardsList.catalogue(session, definitions.orElse(null)).stream()
                    .filter(entry -> entry.definition().byDefault())
                    .forEach(entry -> names.add(entry.definition().name()));
        }
        int before = names.size();
        looked.stream()
                .filter(name -> names.stream().noneMatch(name::equalsIgnoreCase))
                .forEach(names::add);
        return awards.isEmpty() && names.size() == before ? awards : names;
    }

    /** Prints how far each award is, and then what was asked for, or the matrix of the first award. */
    public void show(ObjectNode document, Session session) {
        session.print(new AwardsText(document, session.style()).overview());
        List<String> lines = new ArrayList<>();
        if (matrix != null) {
            lines.addAll(new AwardMatrix(document, name(document, matrix), session.style()).lines(rows));
        }
        if (missing != null) {
            lines.addAll(new MissingText(document, name(document, missing), session).lines());
        }
        if (details != null) {
            String who = details.isEmpty() ? first(document) : name(document, details);
            lines.addAll(new WitnessText(document, who, session.style()).lines(rows));
        }
        if (matrix == null && missing == null && details == null) {
            lines.addAll(new AwardMatrix(document, first(document), session.style()).lines(rows));
        }
        lines.forEach(session.out()::println);
    }

    private static String first(ObjectNode document) {
        return document.get("awards").fieldNames().next();
    }

    private static String name(ObjectNode document, String wanted) {
        for (var award : document.get("awards").properties()) {
            if (award.getKey().equalsIgnoreCase(wanted)) {
                return award.getKey();
            }
        }
        throw Failure.wrongInput("'" + wanted + "' is not an award that was counted");
    }
}
