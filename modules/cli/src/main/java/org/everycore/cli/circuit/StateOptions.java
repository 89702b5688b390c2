package org.everycore.cli.circuit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.cli.Failure;
import picocli.CommandLine.Option;

/** What else a run is asked to tell of the state that a circuit ends in. */
final class StateOptions {
    @Option(names = "--ket", description = "Also give the amplitudes, in C order, mode 0 slowest.")
    boolean ket;

    @Option(
            names = "--dm",
            description = "Also give the density matrix, rows and columns in the order of the amplitudes.")
    boolean densityMatrix;

    @Option(
            names = "--reduced",
            paramLabel = "K",
            split = ",",
            description = "Also give the density matrix of these modes, in this order, the others traced out.")
    List<Integer> reduced;

    @Option(
            names = "--covariance",
            description = "Also give the means and the covariance matrix of (x0, x1, .., p0, p1, ..).")
    boolean covariance;

    @Option(names = "--purity", description = "Also give Tr rho^2 / (Tr rho)^2.")
    boolean purity;

    @Option(names = "--parity", description = "Also give the mean of (-1)^n of all modes together.")
    boolean parity;

    @Option(
            names = "--quadrature",
            paramLabel = "PHI",
            description = "Also give mean and variance of x cos PHI + p sin PHI of every mode.")
    Double quadrature;

    @Option(
            names = "--correlations",
            description = "Also give <n_i n_j> and g2 = <n_i n_j> / (<n_i><n_j>), on the diagonal <n(n-1)> / <n>^2.")
    boolean correlations;

    @Option(
            names = "--fidelity",
            paramLabel = "FILE",
            description =
                    "Also give the fidelity to the state of FILE: a circuit (.json, .xbb), or an .npz or .npy with a"
                            + " ket or a density matrix.")
    String fidelity;

    @Option(
            names = "--observable",
            paramLabel = "EXPR",
            description = "Also give the value of an expression; may be repeated.")
    List<String> observables = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write all of it to this .npz file, with the ket, or the density matrix of a mixed state.")
    Path out;

    /** Complains of what phase space does not have. */
    void requirePhaseSpace() {
        if (ket || densityMatrix || reduced != null || fidelity != null || !observables.isEmpty()) {
            throw Failure.wrongInput("--ket, --dm, --reduced, --fidelity and --observable need --simulator fock");
        }
    }

    void check() {
        if (out != null && !out.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            throw Failure.wrongInput("--out = " + out + ": must end in .npz");
        }
        if (quadrature != null && !Double.isFinite(quadrature)) {
            throw Failure.wrongInput("--quadrature = " + quadrature + ": must be a finite angle");
        }
    }
}
