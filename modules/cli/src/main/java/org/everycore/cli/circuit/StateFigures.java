package org.everycore.cli.circuit;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.observe.StateInspection;

/** What a run was asked of its state, as figures. */
final class StateFigures {
    private StateFigures() {}

    static Figures of(Circuit circuit, FockRun run, StateOptions asked) {
        StateInspection state = StateInspection.of(run.state());
        Figures figures = new Figures();
        boolean pure = run.state().ket().isPresent();
        if (asked.ket || asked.out != null && pure) {
            FockKet ket = run.state().ket().orElseThrow();
            figures.put("ket_re", ket.re()).put("ket_im", ket.im());
        }
        if (asked.densityMatrix || asked.out != null && !pure) {
            circuit.requireFockMemory(true);
            FockDensity density = state.reduced();
            figures.square("dm_re", density.re(), density.dimension());
            figures.square("dm_im", density.im(), density.dimension());
        }
        if (asked.reduced != null) {
            int[] modes = asked.reduced.stream().mapToInt(Integer::intValue).toArray();
            new Circuit(Math.max(1, modes.length), circuit.cutoff(), List.of()).requireFockMemory(true);
            FockDensity density = state.reduced(modes);
            figures.put(
                    "reduced_modes",
                    asked.reduced.stream().mapToDouble(Integer::doubleValue).toArray());
            figures.square("reduced_re", density.re(), density.dimension());
            figures.square("reduced_im", density.im(), density.dimension());
        }
        if (asked.covariance) {
            figures.put("means", state.means()).put("covariance", state.covariance());
        }
        if (asked.purity) {
            figures.put("purity", state.purity());
        }
        if (asked.parity) {
            figures.put("parity", state.parity());
        }
        if (asked.quadrature != null) {
            quadratures(figures, asked.quadrature, state.quadratures(asked.quadrature));
        }
        if (asked.correlations) {
            figures.put("n_correlations", state.photonCorrelations()).put("g2", state.secondOrderCoherence());
        }
        if (asked.fidelity != null) {
            figures.put("fidelity", state.fidelity(StateFile.read(asked.fidelity, circuit.modes(), circuit.cutoff())));
        }
        for (String text : asked.observables) {
            figures.expression(text, Answers.expression(circuit, text).of(run.state(), run.selected()));
        }
        return figures;
    }

    static Figures of(GaussianState state, StateOptions asked) {
        Figures figures = new Figures();
        if (asked.covariance || asked.out != null) {
            figures.put("means", state.mean()).square("covariance", state.covariance(), 2 * state.modes());
        }
        if (asked.purity) {
            figures.put("purity", state.purity());
        }
        if (asked.parity) {
            figures.put("parity", state.parity());
        }
        if (asked.quadrature != null) {
            quadratures(figures, asked.quadrature, state.quadratures(asked.quadrature));
        }
        if (asked.correlations) {
            figures.put("n_correlations", state.photonCorrelations()).put("g2", state.secondOrderCoherence());
        }
        return figures;
    }

    private static void quadratures(Figures figures, double phi, double[][] rows) {
        figures.put("quadrature_phi", phi);
        figures.put("quadrature_mean", column(rows, 0)).put("quadrature_var", column(rows, 1));
    }

    private static double[] column(double[][] rows, int at) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][at];
        }
        return column;
    }

    /** What every run tells, for files. */
    static Figures moments(FockRun run) {
        List<Moments> moments = IntStream.range(0, run.state().modes())
                .mapToObj(run.state()::moments)
                .toList();
        Figures figures = moments(moments);
        return figures.put("cutoff", run.state().cutoff())
                .put("norm", run.state().norm())
                .put("probability", run.selected())
                .put("probabilities", run.state().probabilities());
    }

    static Figures moments(List<Moments> moments) {
        return new Figures()
                .put("mean_x", values(moments, Moments::meanX))
                .put("mean_p", values(moments, Moments::meanP))
                .put("var_x", values(moments, Moments::varX))
                .put("var_p", values(moments, Moments::varP))
                .put("mean_n", values(moments, Moments::meanN))
                .put("var_n", values(moments, Moments::varN));
    }

    private static double[] values(List<Moments> moments, ToDoubleFunction<Moments> value) {
        return moments.stream().mapToDouble(value).toArray();
    }
}
