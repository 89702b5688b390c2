package org.everycore.photonics.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.jobs.cost.Resource;
import org.everycore.photonics.engine.Program;

/**
 * How a generator's samples are computed, decided from the spec alone: the whole circuit as one matrix, passes over each ket
 * with shared matrices, or passes with matrices of each sample's own.
 *
 * @param multiplyAdds real multiply-adds of one sample's circuit
 * @param lanes samples that a block computes side by side
 */
public record ExecutionPlan(Form form, double multiplyAdds, double passAdds, double denseAdds, int lanes) {
    /** The three forms. */
    public enum Form {
        OPERATOR,
        PASSES,
        PER_SAMPLE
    }

    /**
     * A multiply-add in a pass takes about this much longer than one in a full matrix: short rows, more loads. Measured on
     * AVX-512 (docs/photonics.md); only its order matters.
     */
    static final double PASS_PENALTY = 1.6;

    /** What a gradient through the passes of a small ket counts in forward runs: both ways took the same time at 125 samples of W. */
    private static final double GRADIENT_RUNS = 3.75;

    /** The largest ket whose circuit becomes one matrix: 16 MiB. */
    static final int MAX_OPERATOR = 1024;

    private static final int CACHE_BYTES = 1 << 16;
    /** Half a second-level cache of 1 MiB is for kets while they go back. */
    private static final int REVERSE_BYTES = 1 << 18;

    private static final long LARGEST_BLOCK = 1L << 26;
    /** What a core computes in a second, for cuts and folds that may not depend on the machine. */
    static final double NOMINAL_FLOPS = Resource.BLOCKED_FLOPS.nominalPerSecond();

    /** Lanes are made in multiples of this many, which fill two registers of 512 bits. */
    public static final int LANE_STEP = 16;

    /** The plan of a generator, from its spec alone. */
    public static ExecutionPlan of(GeneratorSpec spec) {
        return of(spec, ParameterLayout.of(spec).program(spec.cutoff()));
    }

    static ExecutionPlan of(GeneratorSpec spec, Program program) {
        double passes = program.multiplyAdds();
        double dense = program.denseMultiplyAdds();
        boolean operator = spec.encoding().sharedCircuit()
                && (spec.engine() == EngineChoice.ND4J
                        || program.dimension() <= MAX_OPERATOR && dense <= PASS_PENALTY * passes);
        Form form = operator ? Form.OPERATOR : spec.encoding().sharedCircuit() ? Form.PASSES : Form.PER_SAMPLE;
        return new ExecutionPlan(
                form, operator ? dense : passes, passes, dense, lanes(spec.engine(), program.dimension()));
    }

    private static int lanes(EngineChoice engine, int dimension) {
        if (engine == EngineChoice.ND4J) {
            return 1024;
        }
        long byCache = CACHE_BYTES / (16L * dimension) / LANE_STEP * LANE_STEP;
        long byMemory = Long.highestOneBit(Math.max(1, LARGEST_BLOCK / (16L * dimension)));
        return (int) Math.min(byMemory, Math.min(64, Math.max(LANE_STEP, byCache)));
    }

    /**
     * The most samples that reverse mode takes side by side: where kets are large, half as many as forward, so that a ket, its
     * cotangent and the one that is computed from it stay in the second-level cache. Never changes bits.
     */
    int reverseLanes(int dimension) {
        return form == Form.PASSES && 16L * dimension * LANE_STEP > REVERSE_BYTES ? LANE_STEP / 2 : lanes;
    }

    /**
     * Whether the gradient of so many samples takes each through the passes although there is an operator: the way from the
     * operator to the weights costs as much as its columns would as samples, which few samples do not earn back.
     */
    boolean gradientByPasses(long samples) {
        return form != Form.OPERATOR || samples < operatorGradientFrom();
    }

    /** From how many samples on a gradient takes the operator: one to about two times its columns. */
    private double operatorGradientFrom() {
        double byPasses = GRADIENT_RUNS * PASS_PENALTY * passAdds;
        // A matrix product forward and one for λ x†; where ND4J was asked for, they may be larger than the passes.
        double byOperator = 2 * Math.min(denseAdds, PASS_PENALTY * passAdds);
        double columns = Math.sqrt(denseAdds) / 2;
        return Math.ceil(columns * byPasses / (byPasses - byOperator));
    }

    /**
     * Lanes for so many samples: one or two go one by one, which is faster than a register that is mostly empty; more fill whole
     * registers, in passes half a step.
     */
    int lanesFor(int samples, int most) {
        if (samples <= 2) {
            return 1;
        }
        int step = form == Form.OPERATOR ? LANE_STEP : LANE_STEP / 2;
        return Math.min(most, (samples + step - 1) / step * step);
    }

    /** Lines that explain how a generator's samples are computed. */
    public static List<String> explain(GeneratorSpec spec) {
        Program program = ParameterLayout.of(spec).program(spec.cutoff());
        return of(spec, program).explain(program);
    }

    /** Lines that explain the choice. */
    public List<String> explain(Program program) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "one operator: %,.0f multiply-adds a sample; %d passes: %,.0f (counted %.1f times for their short rows)",
                denseAdds,
                program.passes().size(),
                passAdds,
                PASS_PENALTY));
        lines.add(
                switch (form) {
                    case OPERATOR -> "form: one operator of " + program.dimension() + " x " + program.dimension();
                    case PASSES -> "form: structure-aware passes (photon-number blocks, parity, diagonals)";
                    case PER_SAMPLE -> "form: passes with each sample's own matrices, by recurrences";
                });
        lines.add("lanes: " + lanes + " samples side by side");
        if (form == Form.OPERATOR) {
            lines.add(String.format(
                    Locale.ROOT,
                    "gradients of fewer than %.0f samples take them through the passes",
                    operatorGradientFrom()));
        }
        return lines;
    }
}
