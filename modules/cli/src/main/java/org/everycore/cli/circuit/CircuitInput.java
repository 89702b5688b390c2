package org.everycore.cli.circuit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.cli.Failure;
import org.everycore.jobs.Json;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The circuit files of a command, and how they are read. */
public final class CircuitInput {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Circuit files: JSON, or Blackbird (.xbb).")
    private List<String> files;

    @Option(names = "--cutoff", paramLabel = "N", description = "Use this cutoff instead of the file's.")
    private Integer cutoff;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A free parameter of a Blackbird program.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    /** The only file; {@code done} says what commands do to one circuit at a time. */
    CircuitFile readOne(String done) {
        if (files.size() > 1) {
            throw Failure.wrongInput("one circuit at a time is " + done + ", not " + files.size());
        }
        return read().get(0);
    }

    List<CircuitFile> read() {
        if (cutoff != null && cutoff < 1) {
            throw Failure.wrongInput("--cutoff = " + cutoff + ": must be at least 1");
        }
        return files.stream()
                .map(name -> CircuitFile.read(name, cutoff == null ? 0 : cutoff, parameters))
                .toList();
    }

    /** The same circuits as a job of {@code photonics.circuit} takes them. */
    ObjectNode spec() {
        ObjectNode spec = Json.mapper().createObjectNode();
        files.forEach(spec.putArray("circuits")::add);
        if (cutoff != null) {
            spec.put("cutoff", cutoff);
        }
        if (!parameters.isEmpty()) {
            ObjectNode values = spec.putObject("parameters");
            parameters.forEach((name, value) -> values.putArray(name).add(value));
        }
        return spec;
    }
}
