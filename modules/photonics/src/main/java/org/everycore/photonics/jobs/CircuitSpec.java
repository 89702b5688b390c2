package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.observe.Expression;

/**
 * What {@code photonics.circuit} is asked for: an answer for each circuit and each point of a sweep over parameters.
 *
 * @param circuits circuit files, JSON or Blackbird
 * @param cutoff instead of the files' own
 * @param parameters values of free parameters: names of a Blackbird program's, or {@code gates[2].params[0]} of any circuit. Arrays
 *     of more than one value are a sweep
 * @param grid whether every value meets every value of the other arrays, the first name slowest; else arrays of one length are taken
 *     point by point
 * @param answer moments when absent
 * @param shots draws a point, for the answer {@code shots}; 1000 when absent
 * @param measure measures every mode at the end as well
 * @param loss for the answer {@code gradient}: an expression of expectation values, as {@code 1 - P(1,1) + 0.1*<n0>}
 * @param observables for the answer {@code observables}: expressions, one a column
 * @param simulator auto: phase space for shots of Gaussian circuits, else Fock space
 */
public record CircuitSpec(
        List<InputRef> circuits,
        @Limits(min = 1, max = Circuit.MAX_CUTOFF) Integer cutoff,
        Map<String, List<Double>> parameters,
        Boolean grid,
        CircuitAnswer answer,
        @Limits(min = 1, max = 1e9) Long shots,
        Measure measure,
        Simulator simulator,
        String loss,
        List<String> observables) {
    private static final long DEFAULT_SHOTS = 1000;
    private static final long MOST_POINTS = 1_000_000_000;

    /** Measurements of every mode. */
    public enum Measure {
        FOCK,
        THRESHOLD,
        X,
        P,
        HETERODYNE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the state is computed. */
    public enum Simulator {
        AUTO,
        FOCK,
        GAUSSIAN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public CircuitSpec(
            @JsonProperty(value = "circuits", required = true) List<InputRef> circuits,
            @JsonProperty("cutoff") Integer cutoff,
            @JsonProperty("parameters") Map<String, List<Double>> parameters,
            @JsonProperty("grid") Boolean grid,
            @JsonProperty("answer") CircuitAnswer answer,
            @JsonProperty("shots") Long shots,
            @JsonProperty("measure") Measure measure,
            @JsonProperty("simulator") Simulator simulator,
            @JsonProperty("loss") String loss,
            @JsonProperty("observables") List<String> observables) {
        if (circuits == null || circuits.isEmpty() || circuits.stream().anyMatch(Objects::isNull)) {
            throw new SpecException("circuits", "must name at least one circuit file");
        }
        this.circuits = List.copyOf(circuits);
        this.cutoff = cutoff;
        this.parameters = new LinkedHashMap<>(parameters == null ? Map.of() : parameters);
        this.grid = grid != null && grid;
        this.answer = answer == null ? CircuitAnswer.MOMENTS : answer;
        boolean draws = this.answer == CircuitAnswer.SHOTS;
        if (!draws && (shots != null || measure != null)) {
            throw new SpecException(
                    shots != null ? "shots" : "measure",
                    shots != null ? shots : measure.label(),
                    "belongs to the answer shots");
        }
        this.loss = loss;
        this.observables = observables == null ? null : List.copyOf(observables);
        if (loss != null && this.answer != CircuitAnswer.GRADIENT) {
            throw new SpecException("loss", loss, "belongs to the answer gradient");
        }
        if ((observables == null || observables.isEmpty()) == (this.answer == CircuitAnswer.OBSERVABLES)) {
            throw new SpecException(
                    "observables",
                    observables == null ? "absent" : observables,
                    this.answer == CircuitAnswer.OBSERVABLES
                            ? "must list at least one expression"
                            : "belongs to the answer observables");
        }
        expressions();
        this.shots = draws && shots == null ? Long.valueOf(DEFAULT_SHOTS) : shots;
        this.measure = measure;
        this.simulator = simulator == null ? Simulator.AUTO : simulator;
        if (this.simulator == Simulator.GAUSSIAN && !draws && this.answer != CircuitAnswer.MOMENTS) {
            throw new SpecException("simulator", "gaussian", "tells moments and shots, not " + this.answer.label());
        }
        this.parameters.forEach((name, values) -> {
            if (values == null || values.isEmpty() || values.stream().anyMatch(v -> v == null || !Double.isFinite(v))) {
                throw new SpecException("parameters." + name, values, "must be an array of finite numbers");
            }
        });
        points();
    }

    /** The loss, or the observables, as expressions. */
    List<Expression> expressions() {
        List<String> texts = loss != null ? List.of(loss) : observables == null ? List.of() : observables;
        try {
            return texts.stream()
                    .map(text -> Expression.parse(text, name -> {
                        throw new CircuitException("'" + text + "': fidelity(FILE) is not for jobs");
                    }))
                    .toList();
        } catch (CircuitException e) {
            throw new SpecException(loss != null ? "loss" : "observables", e.getMessage());
        }
    }

    /** Points of the sweep. */
    long points() {
        double points = 1;
        for (Map.Entry<String, List<Double>> one : parameters.entrySet()) {
            int size = one.getValue().size();
            if (grid) {
                points *= size;
            } else if (size > 1 && points > 1 && points != size) {
                throw new SpecException(
                        "parameters." + one.getKey(),
                        size + " values",
                        "must be as many as another array's " + (long) points + ", or one, unless grid is true");
            } else {
                points = Math.max(points, size);
            }
        }
        if (points > MOST_POINTS) {
            throw new SpecException("parameters", (long) points + " points", "are over the limit of " + MOST_POINTS);
        }
        return (long) points;
    }

    /** The parameters at one point. */
    Map<String, Double> at(long point) {
        Map<String, Double> values = new LinkedHashMap<>();
        long rest = point;
        List<String> names = List.copyOf(parameters.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            List<Double> all = parameters.get(names.get(i));
            long index = grid ? rest % all.size() : all.size() == 1 ? 0 : point;
            rest = grid ? rest / all.size() : rest;
            values.put(names.get(i), all.get((int) index));
        }
        return values;
    }
}
