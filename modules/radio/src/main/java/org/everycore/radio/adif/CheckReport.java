package org.everycore.radio.adif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.jobs.Json;

/**
 * What a look through a log found: how it is written, how many records are good, and everything that is wrong with its place.
 *
 * @param problems the first {@link #MOST_PROBLEMS} problems in the order of their records
 * @param counts how many problems there are of each reason, all of them
 */
public record CheckReport(
        String file,
        long records,
        long accepted,
        AdifDialect dialect,
        List<Problem> problems,
        Map<String, Long> counts) {
    /** How many problems are listed; all are counted. */
    public static final int MOST_PROBLEMS = 10_000;

    public CheckReport {
        problems = List.copyOf(problems);
        counts = Map.copyOf(counts);
    }

    /**
     * Reads the log, in any {@link LogFormat}, to its end.
     *
     * @throws NotALogException if the file cannot be read as a log
     */
    public static CheckReport of(Path file, OnDuplicate onDuplicate) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        try (AdifReader reader = AdifReader.open(file, onDuplicate, problem -> {
            counts.merge(problem.reason().key(), 1L, Long::sum);
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        })) {
            while (reader.hasNext()) {
                reader.next();
            }
            return new CheckReport(
                    file.toString(), reader.records(), reader.accepted(), reader.dialect(), problems, counts);
        }
    }

    /** The report in the form that {@code adif check --json} prints. */
    public ObjectNode toJson() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("file", file);
        node.put("records", records);
        node.put("accepted", accepted);
        node.put("length_unit", dialect.unit().key());
        node.put("encoding", dialect.charset().name());
        ArrayNode list = node.putArray("problems");
        for (Problem problem : problems) {
            ObjectNode one = list.addObject();
            one.put("record", problem.record());
            one.put("line", problem.line());
            one.put("offset", problem.offset());
            one.put("field", problem.field());
            one.put("reason", problem.reason().key());
            one.put("text", problem.text());
        }
        ObjectNode sums = node.putObject("counts");
        new TreeMap<>(counts).forEach(sums::put);
        return node;
    }
}
