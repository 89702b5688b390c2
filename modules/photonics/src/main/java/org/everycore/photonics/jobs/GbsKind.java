package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.gbs.GaussianSampler;
import org.everycore.photonics.gbs.GaussianSampling;
import org.everycore.photonics.gbs.PatternProbabilities;

/** {@code photonics.gbs}: Gaussian boson sampling, photon-number or click patterns and their probabilities, with no cutoff. */
public final class GbsKind implements JobKind<GbsSpec, TablePartial> {
    /** Tables of one worker. */
    private static final long TABLE_BYTES = 512L << 20;

    @Override
    public String name() {
        return "photonics.gbs";
    }

    @Override
    public String summary() {
        return "Gaussian boson sampling: photon-number or click patterns of a Gaussian state, or their probabilities, with no cutoff.";
    }

    @Override
    public Class<GbsSpec> specType() {
        return GbsSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"squeezing\": [0.5, 0.5, 0.4], \"unitaryRe\": [[0.6, 0.8, 0], [0.8, -0.6, 0], [0, 0, 1]],"
                + " \"detector\": \"photon_number\", \"samples\": 10000}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(GbsSpec spec) {
        return GeneratorJobs.TABLES;
    }

    @Override
    public String family(GbsSpec spec, Kernel kernel) {
        return GeneratorJobs.FAMILY;
    }

    @Override
    public JobPlan plan(GbsSpec spec, JobContext context) throws IOException {
        GaussianState state = GbsState.of(spec, context.inputs());
        PatternRequest request = spec.request();
        int m = state.modes();
        request.check(m);
        if (!request.draws()) {
            double flops = 1;
            for (int i = 0; i < request.units(); i++) {
                int photons = 0;
                for (int n : request.pattern(i)) {
                    photons += n;
                }
                flops += request.threshold() ? 60 * StrictMath.pow(2, photons) : PatternPlans.pairings(2.0 * photons);
            }
            return PatternPlans.of(
                    request, m, flops / request.units(), 1 << 20, m + " modes, " + request.units() + " patterns");
        }
        GaussianSampling law = law(spec, state);
        // Cost grows by the photons to the power of two thirds of e: what a bright sample takes weighs more than the
        // mean one.
        double photons = Math.min(law.meanPhotons() + law.spread(), spec.mostPhotons());
        double flops = 15_000 + 3_000.0 * m + 40.0 * m * m + 6.0 * m * PatternPlans.pairings(photons * 0.6);
        return PatternPlans.of(
                request,
                m,
                flops,
                Math.min(TABLE_BYTES, (1 << 20) + 64 * PatternPlans.pairings(photons)),
                String.format(
                        Locale.ROOT,
                        "%d modes, %.4g photons a sample, give or take %.3g",
                        m,
                        law.meanPhotons(),
                        law.spread()));
    }

    private static GaussianSampling law(GbsSpec spec, GaussianState state) {
        try {
            return new GaussianSampling(state, spec.request().threshold());
        } catch (CircuitException e) {
            throw new SpecException(spec.covariance() != null ? "covariance" : "state", e.getMessage());
        }
    }

    /** Workers share the state and what its samples have in common. */
    @Override
    public NodeRunners<TablePartial> openNode(GbsSpec spec, JobPlan plan, JobContext context) throws IOException {
        GaussianState state = GbsState.of(spec, context.inputs());
        PatternRequest request = spec.request();
        GaussianSampling law = request.draws() ? law(spec, state) : null;
        return worker -> new PatternRunner(
                request,
                plan,
                state.modes(),
                request.draws()
                        ? draws(new GaussianSampler(
                                law, request.threshold(), worker.seed(), spec.mostPhotons(), TABLE_BYTES))
                        : probabilities(new PatternProbabilities(state, TABLE_BYTES), request.threshold()));
    }

    private static PatternRunner.Source draws(GaussianSampler sampler) {
        return new PatternRunner.Source() {
            @Override
            public void draw(long sample, double[] row) {
                sampler.draw(sample, row, 0);
            }

            @Override
            public double probability(int[] pattern) {
                throw new IllegalStateException("samples have no probability");
            }
        };
    }

    private static PatternRunner.Source probabilities(PatternProbabilities exact, boolean threshold) {
        return new PatternRunner.Source() {
            @Override
            public void draw(long sample, double[] row) {
                throw new IllegalStateException("probabilities are not drawn");
            }

            @Override
            public double probability(int[] pattern) {
                return threshold ? exact.clicks(pattern) : exact.photons(pattern);
            }
        };
    }

    @Override
    public JobRun<TablePartial> openRun(GbsSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        int modes = GbsState.of(spec, context.inputs()).modes();
        return new TableRun(
                plan,
                spec.request().columns(modes),
                family(spec, context.kernel()),
                target,
                target.format(formats(spec)));
    }

    @Override
    public PartialCodec<TablePartial> codec() {
        return TablePartial.CODEC;
    }
}
