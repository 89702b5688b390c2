package org.everycore.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.blackbird.BlackbirdReader;
import org.everycore.photonics.blackbird.BlackbirdWriter;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.gaussian.GaussianShots;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.measure.ShotSource;
import org.everycore.photonics.measure.Shots;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.readout.WignerFunction;

/** Answers about one circuit or state that need nothing kept. Circuits come as the JSON of circuit files, or as Blackbird. */
final class CircuitAnswers {
    private static final int MAX_SHOTS = 10_000_000;

    private CircuitAnswers() {}

    /** The request's circuit: {@code circuit} (JSON) or {@code blackbird} (text, with {@code args}), at {@code cutoff} if given. */
    static Circuit circuit(Message request) {
        ObjectNode head = request.head();
        OptionalInt cutoff = head.has("cutoff")
                ? OptionalInt.of((int) request.number("cutoff", 1, Circuit.MAX_CUTOFF))
                : OptionalInt.empty();
        if (head.has("blackbird")) {
            return BlackbirdReader.read("program", request.text("blackbird"), cutoff, arguments(head.path("args")));
        }
        Circuit circuit = CircuitReader.read("circuit", head.path("circuit"));
        return cutoff.isPresent() ? circuit.withCutoff(cutoff.getAsInt()) : circuit;
    }

    private static Map<String, Double> arguments(JsonNode args) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : args.properties()) {
            if (!named.getValue().isNumber()) {
                throw new SpecException("args." + named.getKey(), named.getValue(), "must be a number");
            }
            values.put(named.getKey(), named.getValue().doubleValue());
        }
        return values;
    }

    static int[] shape(int modes, int cutoff) {
        int[] shape = new int[modes];
        Arrays.fill(shape, cutoff);
        return shape;
    }

    /** Blackbird text to the JSON of a circuit file. */
    static Message parse(Message request) {
        Message answer = Message.empty();
        answer.head().set("circuit", CircuitWriter.tree(circuit(request)));
        return answer;
    }

    /** A circuit to Blackbird text. */
    static Message blackbird(Message request) {
        Message answer = Message.empty();
        answer.head().put("blackbird", BlackbirdWriter.write(circuit(request)));
        return answer;
    }

    static Message run(Message request) {
        Circuit circuit = circuit(request);
        FockRun run = FockRun.of(circuit);
        FockState state = run.state();
        Message answer = moments(
                IntStream.range(0, state.modes()).mapToObj(state::moments).toList());
        answer.head()
                .put("modes", state.modes())
                .put("cutoff", state.cutoff())
                .put("norm", state.norm())
                .put("probability", run.selected());
        if (state.ket().isPresent()) {
            FockKet ket = state.ket().get();
            int[] shape = shape(state.modes(), state.cutoff());
            return answer.with("ket_re", new NumberArray(shape, ket.re()))
                    .with("ket_im", new NumberArray(shape, ket.im()));
        }
        FockDensity density = state.density();
        int[] shape = {density.dimension(), density.dimension()};
        return answer.with("dm_re", new NumberArray(shape, density.re()))
                .with("dm_im", new NumberArray(shape, density.im()));
    }

    /** Mean vector and covariance of a Gaussian circuit, (x1.., p1..), hbar = 2, without a cutoff. */
    static Message gaussian(Message request) {
        GaussianState state = GaussianSimulator.run(circuit(request));
        int size = 2 * state.modes();
        Message answer = moments(
                IntStream.range(0, state.modes()).mapToObj(state::moments).toList());
        answer.head().put("modes", state.modes());
        return answer.with("mean", state.mean()).with("covariance", NumberArray.of(state.covariance(), size, size));
    }

    private static Message moments(List<Moments> moments) {
        return Message.empty()
                .with("mean_x", each(moments, Moments::meanX))
                .with("mean_p", each(moments, Moments::meanP))
                .with("var_x", each(moments, Moments::varX))
                .with("var_p", each(moments, Moments::varP))
                .with("mean_n", each(moments, Moments::meanN))
                .with("var_n", each(moments, Moments::varN));
    }

    private static double[] each(List<Moments> moments, ToDoubleFunction<Moments> value) {
        return moments.stream().mapToDouble(value).toArray();
    }

    static Message shots(Message request) {
        Circuit circuit = circuit(request);
        int count = (int) request.number("count", 1, MAX_SHOTS);
        long seed = request.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        long first = request.head().has("first") ? request.number("first", 0, Long.MAX_VALUE / 2) : 0;
        boolean phaseSpace = GaussianShots.admits(circuit);
        ShotSource source = phaseSpace ? new GaussianShots(circuit) : new Shots(circuit);
        double[][] rows = source.draw(seed, first, count);
        int width = source.columns().size();
        double[] flat = new double[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        Message answer = Message.empty();
        answer.head().put("simulator", phaseSpace ? "gaussian" : "fock");
        source.columns().forEach(answer.head().putArray("columns")::add);
        return answer.with("shots", NumberArray.of(flat, count, width));
    }

    /** The Wigner function of one mode's density matrix, at every pair of xs and ps. */
    static Message wigner(Message request) {
        NumberArray re = request.array("dm_re", 2);
        NumberArray im = request.array("dm_im", 2);
        int cutoff = re.shape()[0];
        if (re.shape()[1] != cutoff || !Arrays.equals(re.shape(), im.shape())) {
            throw new SpecException(
                    "dm_re", Arrays.toString(re.shape()), "must be a square, and dm_im of the same shape");
        }
        double[] xs = request.array("x", 1).values();
        double[] ps = request.array("p", 1).values();
        if ((long) xs.length * ps.length > 1 << 24) {
            throw new SpecException("x", xs.length + " by " + ps.length, "is more than 2^24 points");
        }
        double[] values = WignerFunction.of(new FockDensity(1, cutoff, re.values(), im.values()), xs, ps);
        return Message.empty().with("wigner", NumberArray.of(values, xs.length, ps.length));
    }
}
