package org.everycore.photonics.generator;

import org.everycore.photonics.engine.BoundProgram;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.Propagator;

/** A generator with its weights given: immutable, shared by workers. Its operator is computed when first asked for. */
public final class GeneratorModel {
    private static final int COMPILE_LANES = 64;

    private final GeneratorSpec spec;
    private final ParameterLayout layout;
    private final Program program;
    private final ExecutionPlan plan;
    private final Weights weights;
    private final long seed;
    /** The circuit as a matrix; null until it is wanted. */
    private volatile Operator operator;
    /** The circuit with its weights, but for those that each sample has its own of; null until it is wanted. */
    private volatile BoundProgram bound;

    /** @param seed of the encoding's fixed choices (projection, selection) */
    public GeneratorModel(GeneratorSpec spec, Weights weights, long seed) {
        this.spec = spec;
        this.layout = ParameterLayout.of(spec);
        this.program = layout.program(spec.cutoff());
        this.plan = ExecutionPlan.of(spec, program);
        this.weights = weights;
        this.seed = seed;
        requireCounts(Weights.initial(spec, seed));
    }

    private GeneratorModel(GeneratorModel other, Weights weights) {
        this.spec = other.spec;
        this.layout = other.layout;
        this.program = other.program;
        this.plan = other.plan;
        this.weights = weights;
        this.seed = other.seed;
        requireCounts(other.weights);
    }

    /** The same generator with other weights. */
    public GeneratorModel withWeights(Weights other) {
        return new GeneratorModel(this, other);
    }

    private void requireCounts(Weights expected) {
        if (weights.circuit().length != expected.circuit().length
                || weights.encoder().length != expected.encoder().length) {
            throw new IllegalArgumentException("weights are " + weights.circuit().length + " + "
                    + weights.encoder().length + ", the generator has " + expected.circuit().length + " + "
                    + expected.encoder().length);
        }
    }

    /** The circuit as one matrix, for plans of that form. */
    public Operator operator() {
        Operator known = operator;
        if (known == null) {
            synchronized (this) {
                if (operator == null) {
                    operator = compile();
                }
                known = operator;
            }
        }
        return known;
    }

    /** The passes with what they multiply by: for propagators of this generator, and for a device to upload. */
    public BoundProgram bound() {
        BoundProgram known = bound;
        if (known == null) {
            synchronized (this) {
                if (bound == null) {
                    bound = BoundProgram.of(program, weights.circuit(), laneParams());
                }
                known = bound;
            }
        }
        return known;
    }

    /** Which of the circuit's parameters each sample has its own of; null for none. */
    public boolean[] laneParams() {
        return spec.encoding().sharedCircuit()
                ? null
                : WeightEncoder.of(spec, layout, seed, 1).shifted();
    }

    /** Runs the columns of the identity through the passes. */
    private Operator compile() {
        int d = program.dimension();
        Operator matrix =
                new Operator(new double[Math.multiplyExact(d, d)], new double[Math.multiplyExact(d, d)], d, d);
        int most = Math.min(COMPILE_LANES, d);
        Propagator propagator = new Propagator(program, PlainKernel.INSTANCE, most, null, false);
        propagator.bind(bound());
        for (int from = 0; from < d; from += most) {
            int lanes = Math.min(most, d - from);
            identity(propagator.input(), d, from, lanes);
            KetBlock out = propagator.forward(lanes);
            for (int i = 0; i < d; i++) {
                System.arraycopy(out.re, i * lanes, matrix.re(), i * d + from, lanes);
                System.arraycopy(out.im, i * lanes, matrix.im(), i * d + from, lanes);
            }
        }
        return matrix;
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
}
