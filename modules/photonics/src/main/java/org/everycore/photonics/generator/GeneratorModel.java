package org.everycore.photonics.generator;

import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.Propagator;

/** A generator with its weights given, compiled: immutable, shared by workers. */
public final class GeneratorModel {
    private static final int COMPILE_LANES = 64;

    private final GeneratorSpec spec;
    private final ParameterLayout layout;
    private final Program program;
    private final ExecutionPlan plan;
    private final Weights weights;
    private final long seed;
    /** The circuit as a matrix, row by row; null unless the plan wants it. */
    private final double[] operatorRe;

    private final double[] operatorIm;

    /** @param seed of the encoding's fixed choices (projection, selection) */
    public GeneratorModel(GeneratorSpec spec, Weights weights, long seed) {
        this.spec = spec;
        this.layout = ParameterLayout.of(spec);
        this.program = layout.program(spec.cutoff());
        this.plan = ExecutionPlan.of(spec, program);
        this.weights = weights;
        this.seed = seed;
        Weights expected = Weights.initial(spec, seed);
        if (weights.circuit().length != expected.circuit().length
                || weights.encoder().length != expected.encoder().length) {
            throw new IllegalArgumentException("weights are " + weights.circuit().length + " + "
                    + weights.encoder().length + ", the generator has " + expected.circuit().length + " + "
                    + expected.encoder().length);
        }
        boolean operator = plan.form() == ExecutionPlan.Form.OPERATOR;
        int size = operator ? program.dimension() * program.dimension() : 0;
        this.operatorRe = operator ? new double[size] : null;
        this.operatorIm = operator ? new double[size] : null;
        if (operator) {
            compile();
        }
    }

    /** Runs the columns of the identity through the passes. */
    private void compile() {
        int d = program.dimension();
        Propagator propagator = new Propagator(program, PlainKernel.INSTANCE, COMPILE_LANES, null, false);
        propagator.bind(weights.circuit());
        for (int from = 0; from < d; from += COMPILE_LANES) {
            int lanes = Math.min(COMPILE_LANES, d - from);
            identity(propagator.input(), d, from, lanes);
            KetBlock out = propagator.forward(lanes);
            for (int i = 0; i < d; i++) {
                System.arraycopy(out.re, i * lanes, operatorRe, i * d + from, lanes);
                System.arraycopy(out.im, i * lanes, operatorIm, i * d + from, lanes);
            }
        }
    }

    /** Columns of the identity from one on; lanes beyond the last are 0. */
    static void identity(KetBlock block, int dimension, int from, int lanes) {
        java.util.Arrays.fill(block.re, 0, dimension * lanes, 0);
        java.util.Arrays.fill(block.im, 0, dimension * lanes, 0);
        for (int s = 0; s < lanes && from + s < dimension; s++) {
            block.re[(from + s) * lanes + s] = 1;
        }
    }

    public GeneratorSpec spec() {
        return spec;
    }

    public ParameterLayout layout() {
        return layout;
    }

    public ExecutionPlan plan() {
        return plan;
    }

    public Weights weights() {
        return weights;
    }

    public Program program() {
        return program;
    }

    public long seed() {
        return seed;
    }

    double[] operatorRe() {
        return operatorRe;
    }

    double[] operatorIm() {
        return operatorIm;
    }
}
