package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.ChunkSizing;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;

/** {@code photonics.circuit}: states, moments, gradients or shots of circuits, at every point of a sweep over parameters. */
public final class CircuitKind implements JobKind<CircuitSpec, TablePartial> {
    private static final double LEAST_SECONDS = 1e-3;
    private static final int LARGEST_BLOCK = 256;

    @Override
    public String name() {
        return "photonics.circuit";
    }

    @Override
    public String summary() {
        return "Runs circuits, at every point of a sweep over parameters: moments, states, gradients or shots.";
    }

    @Override
    public Class<CircuitSpec> specType() {
        return CircuitSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"circuits\": [\"examples/heralded.xbb\"], \"parameters\": {\"r\": [0.1, 0.2, 0.3, 0.4]},"
                + " \"answer\": \"moments\"}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(CircuitSpec spec) {
        return GeneratorJobs.TABLES;
    }

    @Override
    public String family(CircuitSpec spec, Kernel kernel) {
        return GeneratorJobs.FAMILY;
    }

    /** About what a shot takes on one core at nominal speed. */
    public static double shotSeconds(Circuit circuit, boolean phaseSpace) {
        return CircuitRows.shotFlops(circuit, phaseSpace) / Resource.SCALAR_FLOPS.nominalPerSecond();
    }

    @Override
    public JobPlan plan(CircuitSpec spec, JobContext context) throws IOException {
        CircuitPoints points = new CircuitPoints(spec, context.inputs());
        CircuitRows rows = new CircuitRows(spec);
        double flops = 0;
        double bytes = 0;
        List<String> columns = columns(spec, points, rows);
        for (int file = 0; file < spec.circuits().size(); file++) {
            Circuit circuit = points.at(file * spec.points());
            flops = Math.max(flops, rows.flops(circuit));
            bytes = Math.max(bytes, rows.phaseSpace(circuit) ? 1 << 16 : 2 * circuit.fockBytes(!circuit.pure()));
        }
        boolean draws = spec.answer() == CircuitAnswer.SHOTS;
        long units = Math.multiplyExact(points.count(), draws ? spec.shots() : 1);
        double seconds = flops / Resource.SCALAR_FLOPS.nominalPerSecond();
        int block = LARGEST_BLOCK;
        while (block > 1 && block * seconds > LEAST_SECONDS) {
            block >>= 1;
        }
        long perBlock = 8L * columns.size() * block;
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, flops * block));
        work.put(Kernel.BLOCKED, new Work(Resource.SCALAR_FLOPS, flops * block));
        return new JobPlan(
                units,
                draws ? "shots" : "points",
                block,
                ChunkSizing.blocksPerChunk((units + block - 1) / block, seconds * block, perBlock, LEAST_SECONDS),
                new Cost(work, 0, spec.answer().name().toLowerCase(Locale.ROOT) + " " + columns.size()),
                new MemoryNeed(1 << 16, (long) bytes, perBlock, 1 << 17),
                List.of(spec.circuits().size() + " circuits, " + spec.points() + " points, " + columns.size()
                        + " numbers each"));
    }

    /** All files must have rows of one form: a table has one header. */
    private static List<String> columns(CircuitSpec spec, CircuitPoints points, CircuitRows rows) {
        List<String> columns = List.of();
        for (int file = 0; file < spec.circuits().size(); file++) {
            Circuit circuit = points.at(file * spec.points());
            List<String> here;
            try {
                here = rows.columns(circuit);
                if (!rows.phaseSpace(circuit)) {
                    circuit.requireFockMemory(!circuit.pure());
                }
            } catch (CircuitException e) {
                throw points.complaint(file * spec.points(), e);
            }
            if (file > 0 && !here.equals(columns)) {
                throw new SpecException(
                        "circuits[" + file + "]",
                        spec.circuits().get(file).shown(),
                        "has " + here.size() + " numbers of its own kind where "
                                + spec.circuits().get(0).shown() + " has " + columns.size()
                                + ": circuits of one job have the same modes and cutoff");
            }
            columns = here;
        }
        return columns;
    }

    /** Workers share the circuits, read once. */
    @Override
    public NodeRunners<TablePartial> openNode(CircuitSpec spec, JobPlan plan, JobContext context) throws IOException {
        CircuitPoints points = new CircuitPoints(spec, context.inputs());
        return worker -> new CircuitRunner(spec, plan, points, worker.seed());
    }

    @Override
    public JobRun<TablePartial> openRun(CircuitSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        CircuitPoints points = new CircuitPoints(spec, context.inputs());
        return new TableRun(
                plan,
                columns(spec, points, new CircuitRows(spec)),
                family(spec, context.kernel()),
                target,
                target.format(formats(spec)));
    }

    @Override
    public PartialCodec<TablePartial> codec() {
        return TablePartial.CODEC;
    }
}
