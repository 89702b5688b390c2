package org.everycore.photonics.blackbird;

import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.GateKind;

/**
 * How Blackbird calls an operation: names of its parameters in order, and what each is when left out (NaN: it must stand).
 *
 * @param ignored keyword arguments that change how Strawberry Fields computes, not what the operation is
 */
record Signature(GateKind kind, List<String> names, double[] defaults, List<String> ignored) {
    private static final double NEEDED = Double.NaN;

    private static final Map<String, Signature> ALL = Map.ofEntries(
            entry("Dgate", GateKind.DISPLACEMENT, "r", NEEDED, "phi", 0.0),
            entry("Sgate", GateKind.SQUEEZING, "r", NEEDED, "phi", 0.0),
            entry("Rgate", GateKind.ROTATION, "theta", NEEDED),
            entry("BSgate", GateKind.BEAMSPLITTER, "theta", Math.PI / 4, "phi", 0.0),
            entry("MZgate", GateKind.MACH_ZEHNDER, "phi_in", NEEDED, "phi_ex", NEEDED),
            entry("S2gate", GateKind.TWO_MODE_SQUEEZING, "r", NEEDED, "phi", 0.0),
            entry("Pgate", GateKind.QUADRATIC_PHASE, "s", NEEDED),
            entry("CXgate", GateKind.CONTROLLED_X, "s", 1.0),
            entry("CZgate", GateKind.CONTROLLED_Z, "s", 1.0),
            entry("Kgate", GateKind.KERR, "kappa", NEEDED),
            entry("CKgate", GateKind.CROSS_KERR, "kappa", NEEDED),
            entry("Vgate", GateKind.CUBIC_PHASE, "gamma", NEEDED),
            entry("SNAPgate", GateKind.SNAP),
            entry("Interferometer", GateKind.INTERFEROMETER, List.of("drop_identity", "tol")),
            entry("GaussianTransform", GateKind.GAUSSIAN_TRANSFORM, List.of("tol")),
            entry("Vacuum", GateKind.VACUUM),
            entry("Vac", GateKind.VACUUM),
            entry("Coherent", GateKind.COHERENT, "r", 0.0, "phi", 0.0),
            entry("Squeezed", GateKind.SQUEEZED, "r", 0.0, "phi", 0.0),
            entry("DisplacedSqueezed", GateKind.DISPLACED_SQUEEZED, "r_d", 0.0, "phi_d", 0.0, "r_s", 0.0, "phi_s", 0.0),
            entry("Fock", GateKind.FOCK, "n", 0.0),
            entry("Catstate", GateKind.CAT, "a", 0.0, "phi", 0.0, "p", 0.0),
            entry("Thermal", GateKind.THERMAL, "n", 0.0),
            entry("GKP", GateKind.GKP, List.of("ampl_cutoff", "representation", "shape")),
            entry("Gaussian", GateKind.GAUSSIAN, List.of("decomp", "tol")),
            entry("Ket", GateKind.KET),
            entry("DensityMatrix", GateKind.DENSITY_MATRIX),
            entry("LossChannel", GateKind.LOSS, "T", NEEDED),
            entry("ThermalLossChannel", GateKind.THERMAL_LOSS, "T", NEEDED, "nbar", NEEDED),
            entry("ThermalLoss", GateKind.THERMAL_LOSS, "T", NEEDED, "nbar", NEEDED),
            entry("Amplifier", GateKind.AMPLIFIER, "G", NEEDED),
            entry("ThermalAmplifier", GateKind.THERMAL_AMPLIFIER, "G", NEEDED, "nbar", NEEDED),
            entry("PhaseNoise", GateKind.PHASE_NOISE, "sigma", NEEDED),
            entry("GaussianChannel", GateKind.GAUSSIAN_CHANNEL),
            entry("MeasureFock", GateKind.MEASURE_FOCK),
            entry("Measure", GateKind.MEASURE_FOCK),
            entry("MeasureThreshold", GateKind.MEASURE_THRESHOLD),
            entry("MeasureHomodyne", GateKind.MEASURE_HOMODYNE, "phi", NEEDED),
            entry("MeasureHeterodyne", GateKind.MEASURE_HETERODYNE),
            entry("MeasureHD", GateKind.MEASURE_HETERODYNE));

    /** The signature of that name, or null; Xgate, Zgate, Fouriergate, MeasureX and MeasureP are {@link Alias}es. */
    static Signature named(String name) {
        return ALL.get(name);
    }

    private static Map.Entry<String, Signature> entry(String name, GateKind kind, Object... namesAndDefaults) {
        int count = namesAndDefaults.length / 2;
        String[] names = new String[count];
        double[] defaults = new double[count];
        for (int i = 0; i < count; i++) {
            names[i] = (String) namesAndDefaults[2 * i];
            defaults[i] = (double) namesAndDefaults[2 * i + 1];
        }
        return Map.entry(name, new Signature(kind, List.of(names), defaults, List.of()));
    }

    private static Map.Entry<String, Signature> entry(String name, GateKind kind, List<String> ignored) {
        return Map.entry(name, new Signature(kind, List.of(), new double[0], ignored));
    }
}
