package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.gbs.FockInterference;
import org.everycore.photonics.gbs.FockSampler;

/** {@code photonics.bosonsampling}: where photons in Fock states leave an interferometer, or how probable that is. */
public final class BosonSamplingKind implements JobKind<BosonSamplingSpec, TablePartial> {
    @Override
    public String name() {
        return "photonics.bosonsampling";
    }

    @Override
    public String summary() {
        return "Boson sampling: where photons in Fock states leave an interferometer, or the probabilities of patterns.";
    }

    @Override
    public Class<BosonSamplingSpec> specType() {
        return BosonSamplingSpec.class;
    }

    @Override
    public JsonNode example() {
        String json =
                "{\"input\": [1, 1, 0], \"unitaryRe\": [[0.6, 0.8, 0], [0.8, -0.6, 0], [0, 0, 1]], \"samples\": 10000}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(BosonSamplingSpec spec) {
        return GeneratorJobs.TABLES;
    }

    @Override
    public String family(BosonSamplingSpec spec, Kernel kernel) {
        return GeneratorJobs.FAMILY;
    }

    @Override
    public JobPlan plan(BosonSamplingSpec spec, JobContext context) {
        FockInterference experiment = spec.experiment();
        int n = experiment.photons();
        int m = experiment.modes();
        double flops = 1_500 + 4.0 * n * StrictMath.pow(2, n) + 8.0 * m * n * n + 40.0 * m;
        return PatternPlans.of(
                spec.request(),
                m,
                flops,
                spec.request().draws() ? FockSampler.bytes(n) : 1 << 16,
                n + " photons in " + m + " modes");
    }

    @Override
    public NodeRunners<TablePartial> openNode(BosonSamplingSpec spec, JobPlan plan, JobContext context) {
        FockInterference experiment = spec.experiment();
        PatternRequest request = spec.request();
        return worker -> new PatternRunner(
                request, plan, experiment.modes(), source(experiment, request.threshold(), worker.seed()));
    }

    private static PatternRunner.Source source(FockInterference experiment, boolean threshold, long seed) {
        FockSampler sampler = new FockSampler(experiment, seed);
        return new PatternRunner.Source() {
            @Override
            public void draw(long sample, double[] row) {
                sampler.draw(sample, row, 0);
                for (int i = 0; threshold && i < row.length; i++) {
                    row[i] = Math.min(1, row[i]);
                }
            }

            @Override
            public double probability(int[] pattern) {
                return experiment.probability(pattern);
            }
        };
    }

    @Override
    public JobRun<TablePartial> openRun(BosonSamplingSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new TableRun(
                plan,
                spec.request().columns(spec.input().size()),
                family(spec, context.kernel()),
                target,
                target.format(formats(spec)));
    }

    @Override
    public PartialCodec<TablePartial> codec() {
        return TablePartial.CODEC;
    }
}
