package org.everycore.cli.circuit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.measure.AutoCutoff;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The circuit files of a command, and how they are read. */
public final class CircuitInput {
    /** A cutoff that every circuit file has room for, until a better one is found. */
    private static final int ANY = Circuit.MAX_CUTOFF;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Circuit files: JSON, or Blackbird (.xbb).")
    private List<String> files;

    @Option(
            names = "--cutoff",
            paramLabel = "N|auto",
            description =
                    "Use this cutoff instead of the file's; auto grows it until the moments of all modes agree to 1e-6"
                            + " with those before, and says what it chose.")
    private String cutoff;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A free parameter of a Blackbird program.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    private int chosen;

    /** The only file; {@code done} says what commands do to one circuit at a time. */
    CircuitFile readOne(String done, Session session) {
        if (files.size() > 1) {
            throw Failure.wrongInput("one circuit at a time is " + done + ", not " + files.size());
        }
        return read(session).get(0);
    }

    List<CircuitFile> read(Session session) {
        boolean auto = "auto".equals(cutoff);
        int fixed = cutoff == null ? 0 : auto ? ANY : fixed();
        return files.stream()
                .map(name -> CircuitFile.read(name, fixed, parameters))
                .map(file -> auto ? settled(file, session) : file)
                .toList();
    }

    private int fixed() {
        try {
            int value = Integer.parseInt(cutoff);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw Failure.wrongInput("--cutoff = " + cutoff + ": must be a whole number from 1, or auto");
        }
        throw Failure.wrongInput("--cutoff = " + cutoff + ": must be at least 1");
    }

    private CircuitFile settled(CircuitFile file, Session session) {
        try {
            AutoCutoff settled = AutoCutoff.of(file.circuit());
            chosen = settled.circuit().cutoff();
            session.err()
                    .println(String.format(
                            Locale.ROOT,
                            "everycore: %s: cutoff %d (moments agree with those at %d to %.0e)",
                            file.name(),
                            chosen,
                            settled.before(),
                            AutoCutoff.TOLERANCE));
            return new CircuitFile(file.name(), settled.circuit());
        } catch (CircuitException e) {
            throw e.in(file.name());
        }
    }

    /** The same circuits as a job of {@code photonics.circuit} takes them. */
    ObjectNode spec() {
        ObjectNode spec = Json.mapper().createObjectNode();
        files.forEach(spec.putArray("circuits")::add);
        if (cutoff != null) {
            spec.put("cutoff", chosen > 0 ? chosen : fixed());
        }
        if (!parameters.isEmpty()) {
            ObjectNode values = spec.putObject("parameters");
            parameters.forEach((name, value) -> values.putArray(name).add(value));
        }
        return spec;
    }
}
