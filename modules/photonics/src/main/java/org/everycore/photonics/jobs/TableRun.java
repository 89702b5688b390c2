package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;

/** The merging side of a job whose result is a table: rows go out in order, none is kept. */
final class TableRun implements JobRun<TablePartial> {
    private static final int SHOWN_COLUMNS = 64;

    private final JobPlan plan;
    private final List<String> columns;
    private final String family;
    private final ResultFormat format;
    private final ResultFile file;
    private final RowWriter rows;

    TableRun(JobPlan plan, List<String> columns, String family, ResultTarget target, ResultFormat format)
            throws IOException {
        this.plan = plan;
        this.columns = columns;
        this.family = family;
        this.format = format;
        this.file = ResultFile.open(target);
        this.rows = format.equals(ResultFormat.CSV)
                ? RowWriter.csv(file.stream(), columns)
                : RowWriter.npy(file.stream(), plan.units(), columns.size());
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, TablePartial partial) throws IOException {
        long expected = plan.unitsIn(chunk.firstBlock(), chunk.endBlock()) * columns.size();
        if (partial.values().length != expected) {
            throw new IOException(
                    "chunk " + chunk.index() + " brought " + partial.values().length + " numbers, not " + expected);
        }
        rows.write(partial.values());
    }

    @Override
    public JobResult finish() throws IOException {
        ResultFile.Committed committed = file.commit();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode names = nodes.arrayNode();
        columns.stream().limit(SHOWN_COLUMNS).forEach(names::add);
        Map<String, JsonNode> facts = Map.of(
                "columns", nodes.numberNode(columns.size()), "columnNames", names, "family", nodes.textNode(family));
        return new JobResult(
                committed.sha256(),
                committed.bytes(),
                format.mediaType(),
                committed.file(),
                plan.units(),
                plan.unit(),
                facts,
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
