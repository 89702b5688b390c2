package org.everycore.training.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.fit.FitResult;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;

/** The merging side of {@code photonics.fit}: keeps the best start, of equal ones the first. */
final class FitRun implements JobRun<FitResult> {
    private final JobPlan plan;
    private final ResultTarget target;
    private final double[] fidelities;
    private FitResult best;

    FitRun(JobPlan plan, ResultTarget target) {
        this.plan = plan;
        this.target = target;
        this.fidelities = new double[(int) plan.units()];
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, FitResult partial) {
        fidelities[(int) chunk.index()] = partial.fidelity();
        if (best == null || partial.fidelity() > best.fidelity()) {
            best = partial;
        }
    }

    @Override
    public JobResult finish() throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        arrays.put("circuit", NumpyArray.of(best.weights()));
        arrays.put("encoder", NumpyArray.of());
        arrays.put("fidelities", NumpyArray.of(fidelities));
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode all = nodes.arrayNode();
        for (double each : fidelities) {
            all.add(each);
        }
        try (ResultFile file = ResultFile.open(target)) {
            NumpyFiles.write(file.stream(), arrays);
            ResultFile.Committed committed = file.commit();
            Map<String, JsonNode> facts = Map.of(
                    "fidelity", nodes.numberNode(best.fidelity()),
                    "meanFidelity", nodes.numberNode(best.meanFidelity()),
                    "norm", nodes.numberNode(best.norm()),
                    "bestStart", nodes.numberNode(best.start()),
                    "bestStep", nodes.numberNode(best.step()),
                    "fidelities", all);
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    TrainKind.NPZ.mediaType(),
                    committed.file(),
                    plan.units(),
                    "starts",
                    facts,
                    Optional.empty());
        }
    }

    @Override
    public void close() {}
}
