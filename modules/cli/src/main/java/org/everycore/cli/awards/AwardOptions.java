package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import picocli.CommandLine.Option;

/** Which QSOs count for awards, and how: what every command that counts awards lets a person choose. */
public final class AwardOptions {
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
            description = "What confirms, for every award: card, lotw, eqsl, qrz, clublog, dcl.")
    private List<String> confirm = List.of();

    @Option(
            names = "--prefixes",
            paramLabel = "FILE",
            description = "A cty.dat, cty.csv or cty.xml to resolve callsigns with.")
    private Path prefixes;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day that counts, such as 2024-01-31.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day that counts.")
    private String to;

    @Option(names = "--station", paramLabel = "CALL", description = "Count QSOs of this STATION_CALLSIGN only.")
    private String station;

    @Option(names = "--operator", paramLabel = "CALL", description = "Count QSOs of this OPERATOR only.")
    private String operator;

    @Option(
            names = {"--my-grid", "--grid"},
            paramLabel = "GRID",
            description = "Count QSOs from MY_GRIDSQUAREs that begin so.")
    private String grid;

    /** The spec of a {@code radio.awards} job over these logs that counts these awards. */
    public ObjectNode spec(Session session, List<String> logs, List<String> awards) {
        ObjectNode spec = Json.mapper().createObjectNode();
        ArrayNode list = spec.putArray("logs");
        logs.forEach(list::add);
        spec.put("entity", entity == null ? session.settings().entity() : entity);
        Optional.ofNullable(prefixes)
                .or(() -> session.settings().prefixes())
                .ifPresent(file -> spec.put("entityTable", file.toString()));
        array(spec, "awards", awards);
        folder(session).ifPresent(folder -> array(spec, "definitions", AwardsList.texts(folder)));
        array(spec, "confirm", confirm);
        text(spec, "band", band);
        text(spec, "mode", mode);
        text(spec, "from", from);
        text(spec, "to", to);
        text(spec, "station", station);
        text(spec, "operator", operator);
        text(spec, "grid", grid);
        return spec;
    }

    /** Where the user's own definitions are, if there are any. */
    public Optional<Path> folder(Session session) {
        return Optional.ofNullable(definitions).or(() -> session.settings().definitions());
    }

    private static void array(ObjectNode spec, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = spec.putArray(key);
            values.forEach(array::add);
        }
    }

    private static void text(ObjectNode spec, String key, String value) {
        if (value != null) {
            spec.put(key, value);
        }
    }
}
