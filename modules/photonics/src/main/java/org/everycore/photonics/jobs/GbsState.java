package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.gbs.GraphState;
import org.everycore.photonics.linear.Williamson;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** The Gaussian state that a {@link GbsSpec} means, of the modes that have detectors. */
final class GbsState {
    private static final int MOST_MODES = 1024;
    /** Gaussian circuits have none; a circuit must say one. */
    private static final int ANY_CUTOFF = 100;

    private static final double UNCERTAINTY = 1e-6;
    private static final double ASYMMETRY = 1e-8;

    private GbsState() {}

    static GaussianState of(GbsSpec spec, Inputs inputs) throws IOException {
        GaussianState state;
        List<Integer> read = spec.readModes();
        if (spec.covariance() != null) {
            state = covariance(spec);
        } else if (spec.adjacency() != null) {
            state = graph(spec);
        } else {
            Circuit circuit = spec.squeezing() != null ? squeezed(spec) : circuit(spec, inputs);
            List<Integer> measured = new ArrayList<>();
            List<Operation> operations = new ArrayList<>(circuit.operations());
            while (!operations.isEmpty() && counts(operations.get(operations.size() - 1))) {
                Operation last = operations.remove(operations.size() - 1);
                List<Integer> modes = new ArrayList<>();
                for (int mode : last.modes()) {
                    modes.add(mode);
                }
                measured.addAll(0, modes);
            }
            read = read == null && !measured.isEmpty() ? measured : read;
            try {
                state = GaussianSimulator.run(circuit.withOperations(operations));
            } catch (CircuitException e) {
                throw new SpecException(
                        spec.circuit() != null ? "circuit" : "program",
                        (spec.circuit() != null ? spec.circuit().shown() + ": " : "") + e.getMessage());
            }
        }
        return read(transmitted(state, spec.transmission()), read);
    }

    private static boolean counts(Operation op) {
        return (op.kind() == GateKind.MEASURE_FOCK || op.kind() == GateKind.MEASURE_THRESHOLD)
                && op.select().length == 0;
    }

    private static Circuit circuit(GbsSpec spec, Inputs inputs) throws IOException {
        if (spec.circuit() != null) {
            Map<String, List<Double>> parameters = new TreeMap<>();
            if (spec.parameters() != null) {
                spec.parameters().forEach((name, value) -> {
                    if (value == null) {
                        throw new SpecException("parameters." + name, "is null");
                    }
                    parameters.put(name, List.of(value));
                });
            }
            CircuitSpec one = new CircuitSpec(
                    List.of(spec.circuit()), ANY_CUTOFF, parameters, null, null, null, null, null, null, null);
            return new CircuitPoints(one, inputs).at(0);
        }
        if (!(spec.program() instanceof ObjectNode given)) {
            throw new SpecException("program", "must be a JSON object with modes and gates");
        }
        ObjectNode program = given.deepCopy();
        if (!program.has("cutoff")) {
            program.put("cutoff", ANY_CUTOFF);
        }
        try {
            return CircuitReader.read("program", program);
        } catch (CircuitException e) {
            throw new SpecException("program", e.getMessage().replaceFirst("^program: ", ""));
        }
    }

    private static Circuit squeezed(GbsSpec spec) {
        int modes = modes("squeezing", spec.squeezing().size());
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < modes; i++) {
            Double r = spec.squeezing().get(i);
            if (r == null || !(Math.abs(r) <= 20)) {
                throw new SpecException("squeezing[" + i + "]", r, "must be a number within ±20");
            }
            operations.add(Operation.of(GateKind.SQUEEZING, new double[] {r, 0}, i));
        }
        if (spec.unitaryRe() != null) {
            int[] all = new int[modes];
            for (int i = 0; i < modes; i++) {
                all[i] = i;
            }
            operations.add(new Operation(
                    GateKind.INTERFEROMETER,
                    new double[0],
                    all,
                    unitary(modes, spec.unitaryRe(), spec.unitaryIm()),
                    new double[0]));
        }
        return new Circuit("", "", modes, ANY_CUTOFF, operations);
    }

    static Payload.Unitary unitary(int modes, List<List<Double>> re, List<List<Double>> im) {
        double[] real = square("unitaryRe", re, modes);
        double[] imaginary = im == null ? new double[modes * modes] : square("unitaryIm", im, modes);
        try {
            return new Payload.Unitary(modes, real, imaginary);
        } catch (CircuitException e) {
            throw new SpecException("unitaryRe", e.getMessage());
        }
    }

    private static GaussianState covariance(GbsSpec spec) {
        int size = spec.covariance().size();
        if (size % 2 != 0) {
            throw new SpecException("covariance", size + " rows", "must have two rows a mode");
        }
        int modes = modes("covariance", size / 2);
        double[] v = square("covariance", spec.covariance(), size);
        double[] mean = spec.mean() == null ? new double[size] : numbers("mean", spec.mean(), size);
        RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double other = v[j * size + i];
                if (!(Math.abs(v[i * size + j] - other) <= ASYMMETRY * (1 + Math.abs(other)))) {
                    throw new SpecException(
                            "covariance[" + i + "][" + j + "]",
                            v[i * size + j],
                            "is not symmetric: the other is " + other);
                }
                matrix.setEntry(i, j, v[i * size + j]);
            }
        }
        try {
            for (double nu : Williamson.of(matrix).nu()) {
                if (!(nu >= 1 - UNCERTAINTY)) {
                    throw new SpecException(
                            "covariance",
                            "is below the uncertainty relation: a symplectic eigenvalue is " + nu
                                    + ", the vacuum's is 1 (hbar = 2, order x1.., p1..)");
                }
            }
        } catch (CircuitException e) {
            throw new SpecException("covariance", e.getMessage());
        }
        return new GaussianState(modes, mean, v);
    }

    private static GaussianState graph(GbsSpec spec) {
        int modes = modes("adjacency", spec.adjacency().size());
        double[] a = square("adjacency", spec.adjacency(), modes);
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < i; j++) {
                if (!(Math.abs(a[i * modes + j] - a[j * modes + i]) <= ASYMMETRY * (1 + Math.abs(a[j * modes + i])))) {
                    throw new SpecException("adjacency[" + i + "][" + j + "]", a[i * modes + j], "is not symmetric");
                }
            }
        }
        try {
            return GraphState.of(modes, a, spec.meanPhotons() == null ? modes / 4.0 : spec.meanPhotons());
        } catch (CircuitException e) {
            throw new SpecException("adjacency", e.getMessage());
        }
    }

    private static GaussianState transmitted(GaussianState state, List<Double> transmission) {
        if (transmission == null) {
            return state;
        }
        int m = state.modes();
        double[] t = transmissions(transmission, m);
        double[] mean = state.mean().clone();
        double[] v = state.covariance().clone();
        for (int i = 0; i < 2 * m; i++) {
            double root = Math.sqrt(t[i % m]);
            mean[i] *= root;
            for (int j = 0; j < 2 * m; j++) {
                v[i * 2 * m + j] *= root * Math.sqrt(t[j % m]);
            }
            v[i * 2 * m + i] += 1 - t[i % m];
        }
        return new GaussianState(m, mean, v);
    }

    /** One number for all modes, or one for each. */
    static double[] transmissions(List<Double> given, int modes) {
        if (given.size() != 1 && given.size() != modes) {
            throw new SpecException(
                    "transmission",
                    given.size() + " numbers",
                    "must be one for all, or one for each of " + modes + " modes");
        }
        double[] all = new double[modes];
        for (int i = 0; i < modes; i++) {
            Double t = given.get(given.size() == 1 ? 0 : i);
            if (t == null || !(t >= 0 && t <= 1)) {
                throw new SpecException("transmission", t, "must be 0 to 1");
            }
            all[i] = t;
        }
        return all;
    }

    private static GaussianState read(GaussianState state, List<Integer> modes) {
        if (modes == null) {
            return state;
        }
        int k = modes.size();
        if (k == 0 || modes.stream().distinct().count() != k) {
            throw new SpecException("readModes", modes, "must name at least one mode, each once");
        }
        double[] mean = new double[2 * k];
        double[] v = new double[4 * k * k];
        for (int i = 0; i < 2 * k; i++) {
            Integer mode = modes.get(i % k);
            if (mode == null || mode < 0 || mode >= state.modes()) {
                throw new SpecException("readModes", mode, "must be 0 to " + (state.modes() - 1));
            }
            int row = mode + (i < k ? 0 : state.modes());
            mean[i] = state.mean()[row];
            for (int j = 0; j < 2 * k; j++) {
                Integer other = modes.get(j % k);
                if (other == null || other < 0 || other >= state.modes()) {
                    throw new SpecException("readModes", other, "must be 0 to " + (state.modes() - 1));
                }
                v[i * 2 * k + j] = state.covariance(row, other + (j < k ? 0 : state.modes()));
            }
        }
        return new GaussianState(k, mean, v);
    }

    private static int modes(String field, int modes) {
        if (modes < 1 || modes > MOST_MODES) {
            throw new SpecException(field, modes + " modes", "must be 1 to " + MOST_MODES + " modes");
        }
        return modes;
    }

    private static double[] square(String field, List<List<Double>> rows, int size) {
        if (rows.size() != size) {
            throw new SpecException(field, rows.size() + " rows", "must have " + size);
        }
        double[] all = new double[size * size];
        for (int i = 0; i < size; i++) {
            if (rows.get(i) == null) {
                throw new SpecException(field + "[" + i + "]", "is null");
            }
            System.arraycopy(numbers(field + "[" + i + "]", rows.get(i), size), 0, all, i * size, size);
        }
        return all;
    }

    private static double[] numbers(String field, List<Double> given, int size) {
        if (given.size() != size) {
            throw new SpecException(field, given.size() + " numbers", "must have " + size);
        }
        double[] all = new double[size];
        for (int i = 0; i < size; i++) {
            Double value = given.get(i);
            if (value == null || !(Math.abs(value) <= Operation.MAX_VALUE)) {
                throw new SpecException(
                        field + "[" + i + "]", value, "must be a number within ±" + Operation.MAX_VALUE);
            }
            all[i] = value;
        }
        return all;
    }
}
