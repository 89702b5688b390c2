package org.everycore.photonics.circuit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of operation: its name in files, how many parameters and modes it takes, and what it may do to a state.
 *
 * <p>Conventions are Strawberry Fields': hbar = 2, x = a + a†, p = -i(a - a†), so that the vacuum's variance is 1.
 * Written as operators that act on kets; α = r e^{i phi}, ζ = r e^{i phi}.
 */
public enum GateKind {
    /** exp(α a† - α* a), parameters r, phi. */
    DISPLACEMENT("Dgate", Role.UNITARY, 2, 1, true),
    /** exp(½(ζ* a² - ζ a†²)), parameters r, phi. */
    SQUEEZING("Sgate", Role.UNITARY, 2, 1, true),
    /** exp(i phi n), parameter phi. */
    ROTATION("Rgate", Role.UNITARY, 1, 1, true),
    /** exp(theta(e^{i phi} a1 a2† - e^{-i phi} a1† a2)), parameters theta, phi. */
    BEAMSPLITTER("BSgate", Role.UNITARY, 2, 2, true),
    /** BS(pi/4, pi/2) R(phi_in) BS(pi/4, pi/2) R(phi_ex), rightmost first, R on the first mode; phi_in, phi_ex. */
    MACH_ZEHNDER("MZgate", Role.UNITARY, 2, 2, true),
    /** exp(r(e^{i phi} a1† a2† - e^{-i phi} a1 a2)), parameters r, phi. */
    TWO_MODE_SQUEEZING("S2gate", Role.UNITARY, 2, 2, true),
    /** exp(i s x² / (2 hbar)): x unchanged, p to p + s x; parameter s. */
    QUADRATIC_PHASE("Pgate", Role.UNITARY, 1, 1, true),
    /** exp(-i s x1 p2 / hbar): x2 to x2 + s x1, p1 to p1 - s p2; parameter s. */
    CONTROLLED_X("CXgate", Role.UNITARY, 1, 2, true),
    /** exp(i s x1 x2 / hbar): p1 to p1 + s x2, p2 to p2 + s x1; parameter s. */
    CONTROLLED_Z("CZgate", Role.UNITARY, 1, 2, true),
    /** exp(i kappa n²), parameter kappa. */
    KERR("Kgate", Role.UNITARY, 1, 1, false),
    /** exp(i kappa n1 n2), parameter kappa. */
    CROSS_KERR("CKgate", Role.UNITARY, 1, 2, false),
    /** exp(i gamma x³ / (3 hbar)), the exponential of the cube of the cut x; parameter gamma. */
    CUBIC_PHASE("Vgate", Role.UNITARY, 1, 1, false),
    /** exp(i Σ_n theta_n |n><n|), parameters theta_0, theta_1, ...: selective number-dependent phases, 0 beyond those given. */
    SNAP("SNAPgate", Role.UNITARY, GateKind.ANY, 1, false),
    /** A passive unitary U on the listed modes, a_i† to Σ_j U_ji a_j†; runs as its mesh of beamsplitters, {@link Mesh}. */
    INTERFEROMETER("Interferometer", Role.UNITARY, 0, GateKind.ANY, true),
    /** A symplectic matrix S on (x1.., p1..) and an optional displacement d of the listed modes. */
    GAUSSIAN_TRANSFORM("GaussianTransform", Role.UNITARY, 0, GateKind.ANY, true),

    /** The mode is put into its vacuum. */
    VACUUM("Vacuum", Role.PREPARATION, 0, 1, true),
    /** D(r, phi)|0>, parameters r, phi. */
    COHERENT("Coherent", Role.PREPARATION, 2, 1, true),
    /** S(r, phi)|0>, parameters r, phi. */
    SQUEEZED("Squeezed", Role.PREPARATION, 2, 1, true),
    /** D(r_d, phi_d) S(r_s, phi_s)|0>, parameters r_d, phi_d, r_s, phi_s. */
    DISPLACED_SQUEEZED("DisplacedSqueezed", Role.PREPARATION, 4, 1, true),
    /** |n>, parameter n (a whole number below the cutoff). */
    FOCK("Fock", Role.PREPARATION, 1, 1, false),
    /** (|α> + e^{i pi p}|-α>) / norm with α = a e^{i phi}, parameters a, phi, p. */
    CAT("Catstate", Role.PREPARATION, 3, 1, false),
    /** The thermal state of mean photon number n, parameter n. */
    THERMAL("Thermal", Role.PREPARATION, 1, 1, true),
    /**
     * The Gottesman-Kitaev-Preskill state of finite energy, e^{-epsilon n} (cos(theta/2) |0> + e^{-i phi} sin(theta/2) |1>) / norm;
     * |0> and |1> are sums of positions at even and odd multiples of √(pi hbar) = √(2 pi); parameters theta, phi, epsilon.
     */
    GKP("GKP", Role.PREPARATION, 3, 1, false),
    /** The Gaussian state of the listed modes with covariance V and means r of (x1.., p1..). */
    GAUSSIAN("Gaussian", Role.PREPARATION, 0, GateKind.ANY, true),
    /** A given ket of the listed modes. */
    KET("Ket", Role.PREPARATION, 0, GateKind.ANY, false),
    /** A given density matrix of the listed modes. */
    DENSITY_MATRIX("DensityMatrix", Role.PREPARATION, 0, GateKind.ANY, false),

    /** Photon loss with transmissivity T in [0, 1]. */
    LOSS("LossChannel", Role.CHANNEL, 1, 1, true),
    /** Loss into a thermal bath: transmissivity T, the bath's mean photon number. */
    THERMAL_LOSS("ThermalLoss", Role.CHANNEL, 2, 1, true),

    /** Quantum-limited amplification: quadratures times √G, with the least noise; gain G at least 1. */
    AMPLIFIER("Amplifier", Role.CHANNEL, 1, 1, true),
    /** Amplification with a thermal idler: gain G at least 1, the idler's mean photon number. */
    THERMAL_AMPLIFIER("ThermalAmplifier", Role.CHANNEL, 2, 1, true),
    /** A rotation by a normal random angle of standard deviation sigma: ρ[m,n] times e^{-sigma² (m-n)²/2}. */
    PHASE_NOISE("PhaseNoise", Role.CHANNEL, 1, 1, false),
    /** A Gaussian channel on the listed modes: V to X V Xᵀ + Y and means r to X r + d, of (x1.., p1..). */
    GAUSSIAN_CHANNEL("GaussianChannel", Role.CHANNEL, 0, GateKind.ANY, true),

    /** Photon numbers of the listed modes. */
    MEASURE_FOCK("MeasureFock", Role.MEASUREMENT, 0, GateKind.ANY, false),
    /** Click or no click on each listed mode. */
    MEASURE_THRESHOLD("MeasureThreshold", Role.MEASUREMENT, 0, GateKind.ANY, false),
    /** The quadrature x cos phi + p sin phi, parameter phi. */
    MEASURE_HOMODYNE("MeasureHomodyne", Role.MEASUREMENT, 1, 1, true),
    /** Both quadratures at once: a draw of α from the Husimi function. */
    MEASURE_HETERODYNE("MeasureHeterodyne", Role.MEASUREMENT, 0, 1, true);

    /** What an operation is to the state. */
    public enum Role {
        UNITARY,
        PREPARATION,
        CHANNEL,
        MEASUREMENT
    }

    /** Number of modes, or of parameters, of a kind that takes one or more. */
    public static final int ANY = -1;

    /** Other names that files use. */
    private static final Map<String, String> ALIASES =
            Map.of("ThermalLossChannel", "ThermalLoss", "SNAP", "SNAPgate", "AmplifierChannel", "Amplifier");

    private static final Map<String, GateKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GateKind::gateName, Function.identity()));

    private final String gateName;
    private final Role role;
    private final int paramCount;
    private final int modeCount;
    private final boolean gaussian;

    GateKind(String gateName, Role role, int paramCount, int modeCount, boolean gaussian) {
        this.gateName = gateName;
        this.role = role;
        this.paramCount = paramCount;
        this.modeCount = modeCount;
        this.gaussian = gaussian;
    }

    /** The kind of that name in a circuit file ({@code Dgate}, {@code Sgate}, ...). */
    public static Optional<GateKind> named(String name) {
        return Optional.ofNullable(BY_NAME.get(ALIASES.getOrDefault(name, name)));
    }

    public String gateName() {
        return gateName;
    }

    public Role role() {
        return role;
    }

    /** How many parameters it takes, or {@link #ANY}. */
    public int paramCount() {
        return paramCount;
    }

    /** How many modes it acts on, or {@link #ANY}. */
    public int modeCount() {
        return modeCount;
    }

    /** Whether it maps Gaussian states to Gaussian states (for a measurement: has a Gaussian outcome). */
    public boolean gaussian() {
        return gaussian;
    }

    /** Whether a pure state stays pure under it, seen from the start of a circuit; of {@link #GAUSSIAN} its arrays decide. */
    public boolean pure() {
        return role != Role.CHANNEL && this != THERMAL && this != DENSITY_MATRIX;
    }
}
