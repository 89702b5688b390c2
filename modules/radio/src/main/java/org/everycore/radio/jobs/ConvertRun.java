package org.everycore.radio.jobs;

import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.AdxWriter;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.convert.KeptOpen;

/**
 * The merging side of a conversion: pieces go to the file in order, and a piece that does not begin where the record before it ended is read again
 * from there.
 */
final class ConvertRun implements JobRun<ConvertPartial> {
    private final ConvertSpec spec;
    private final JobPlan plan;
    private final List<LogFile> logs;
    private final PieceReader reader;
    private final ResultFile result;
    private final AdxWriter adx;

    private int log = -1;
    private long lastEor;
    private long end;
    private long written;
    private long rejected;

    ConvertRun(ConvertSpec spec, JobPlan plan, List<LogFile> logs, AdifRecord header, ResultTarget target)
            throws IOException {
        this.spec = spec;
        this.plan = plan;
        this.logs = logs;
        this.reader = new PieceReader(spec, header);
        this.result = ResultFile.open(target);
        OutputStream out = new KeptOpen(result.stream());
        if (spec.adx()) {
            adx = new AdxWriter(out);
            adx.header(header);
            adx.flush();
        } else {
            adx = null;
            AdifWriter adi = new AdifWriter(out, spec.unit());
            adi.header(header);
            adi.flush();
        }
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, ConvertPartial partial) throws IOException {
        for (ConvertPartial.Piece piece : partial.pieces()) {
            if (!logs.get(piece.log()).splits()) {
                whole(logs.get(piece.log()));
            } else {
                take(piece);
            }
        }
    }

    private void whole(LogFile file) throws IOException {
        try (AdifReader source = AdifReader.open(file.path(), spec.rules(), problem -> {})) {
            written += reader.copy(source, new KeptOpen(result.stream()), ChunkContext.detached());
            rejected += source.records() - source.accepted();
        }
    }

    private void take(ConvertPartial.Piece piece) throws IOException {
        if (piece.log() != log) {
            log = piece.log();
            lastEor = -1;
            end = 0;
        }
        if (lastEor >= piece.to()) {
            return; // the record before ran past this stretch
        }
        ConvertPartial.Piece right = piece.begin() == end
                ? piece
                : reader.read(log, logs.get(log), piece.from(), piece.to(), end, ChunkContext.detached());
        result.stream().write(right.bytes());
        written += right.written();
        rejected += right.rejected();
        lastEor = right.lastEor();
        end = right.end();
    }

    @Override
    public JobResult finish() throws IOException {
        if (adx != null) {
            adx.close();
        }
        ResultFile.Committed committed = result.commit();
        return new JobResult(
                committed.sha256(),
                committed.bytes(),
                spec.form().format().mediaType(),
                committed.file(),
                written,
                "qsos",
                Map.of("rejected", LongNode.valueOf(rejected)),
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        result.close();
    }
}
