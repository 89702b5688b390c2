package org.everycore.photonics.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.blackbird.BlackbirdReader;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;

/** The circuits of a job, one for each file and point: file after file, point after point. Immutable; workers share it. */
final class CircuitPoints {
    private static final Pattern PLACE = Pattern.compile("gates\\[(\\d{1,6})]\\.params\\[(\\d{1,6})]");
    private static final long MAX_PROGRAM_BYTES = 16 << 20;

    private final CircuitSpec spec;
    private final long points;
    private final List<Source> sources = new ArrayList<>();

    /** A file: a Blackbird program's text, or a circuit. */
    private record Source(String name, String program, Circuit circuit) {}

    CircuitPoints(CircuitSpec spec, Inputs inputs) throws IOException {
        this.spec = spec;
        this.points = spec.points();
        for (InputRef file : spec.circuits()) {
            sources.add(read(file, inputs.resolve(file)));
        }
    }

    /** A file is a circuit in JSON when it begins with a brace, else a program. */
    private static Source read(InputRef file, Path path) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.stripLeading().startsWith("{")) {
                return new Source(file.shown(), null, CircuitReader.read(file.shown(), bytes));
            }
            if (bytes.length > MAX_PROGRAM_BYTES) {
                throw new CircuitException(file.shown() + ": is larger than " + MAX_PROGRAM_BYTES + " bytes");
            }
            return new Source(file.shown(), text, null);
        } catch (CircuitException e) {
            throw new SpecException("circuits", e.getMessage());
        }
    }

    long count() {
        return points * sources.size();
    }

    /** A circuit with its parameters, cutoff and measurements; complaints name its file and point. */
    Circuit at(long index) {
        Source source = sources.get((int) (index / points));
        long point = index % points;
        try {
            Map<String, Double> places = new LinkedHashMap<>();
            Map<String, Double> free = new LinkedHashMap<>();
            spec.at(point).forEach((name, value) -> (PLACE.matcher(name).matches() ? places : free).put(name, value));
            Circuit circuit = source.program() == null
                    ? fixed(source.circuit(), free)
                    : program(source.program(), source.name(), free);
            return measured(placed(circuit, places));
        } catch (CircuitException e) {
            throw complaint(index, e);
        }
    }

    /** The same complaint, of the spec, with the file and, in a sweep, the point. */
    SpecException complaint(long index, CircuitException e) {
        String name = sources.get((int) (index / points)).name();
        String where = points == 1 ? "" : " at point " + index % points + " " + spec.at(index % points);
        String message = e.getMessage().startsWith(name) ? e.getMessage() : name + where + ": " + e.getMessage();
        return new SpecException("circuits", message);
    }

    private Circuit fixed(Circuit circuit, Map<String, Double> free) {
        if (!free.isEmpty()) {
            throw new CircuitException("has no free parameter " + new TreeSet<>(free.keySet()).first()
                    + "; a parameter of a circuit file is named gates[0].params[0]");
        }
        return spec.cutoff() == null ? circuit : circuit.withCutoff(spec.cutoff());
    }

    private Circuit program(String text, String name, Map<String, Double> free) {
        OptionalInt cutoff = spec.cutoff() == null ? OptionalInt.empty() : OptionalInt.of(spec.cutoff());
        return BlackbirdReader.read(name, text, cutoff, free);
    }

    private static Circuit placed(Circuit circuit, Map<String, Double> places) {
        if (places.isEmpty()) {
            return circuit;
        }
        List<Operation> operations = new ArrayList<>(circuit.operations());
        places.forEach((name, value) -> {
            Matcher place = PLACE.matcher(name);
            if (!place.matches()) {
                throw new CircuitException(name + " is no parameter");
            }
            int gate = Integer.parseInt(place.group(1));
            int param = Integer.parseInt(place.group(2));
            if (gate >= operations.size() || param >= operations.get(gate).params().length) {
                throw new CircuitException(name + " is not there: the circuit has " + operations.size() + " gates"
                        + (gate >= operations.size()
                                ? ""
                                : ", and this one has " + operations.get(gate).params().length + " parameters"));
            }
            if (operations.get(gate).measured().containsKey(param)) {
                throw new CircuitException(name + " is taken from a measured mode");
            }
            double[] params = operations.get(gate).params().clone();
            params[param] = value;
            operations.set(gate, operations.get(gate).withParams(params));
        });
        return circuit.withOperations(operations);
    }

    private Circuit measured(Circuit circuit) {
        if (spec.measure() == null) {
            return circuit;
        }
        List<Operation> all = new ArrayList<>(circuit.operations());
        for (int mode = 0; mode < circuit.modes(); mode++) {
            all.add(
                    switch (spec.measure()) {
                        case FOCK -> Operation.of(GateKind.MEASURE_FOCK, new double[0], mode);
                        case THRESHOLD -> Operation.of(GateKind.MEASURE_THRESHOLD, new double[0], mode);
                        case X -> Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {0}, mode);
                        case P -> Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {Math.PI / 2}, mode);
                        case HETERODYNE -> Operation.of(GateKind.MEASURE_HETERODYNE, new double[0], mode);
                    });
        }
        return circuit.withOperations(all);
    }
}
