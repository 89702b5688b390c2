package org.everycore.radio.jobs;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.award.AwardProgram;
import org.everycore.radio.award.SegmentReader;

/** A worker of an awards job: reads the stretches of logs that lie in a chunk's blocks. */
final class AwardsRunner implements ChunkRunner<AwardPartial> {
    private final List<LogFile> logs;
    private final SegmentReader reader;

    AwardsRunner(AwardProgram program, List<LogFile> logs) {
        this.logs = logs;
        this.reader = new SegmentReader(program);
    }

    @Override
    public AwardPartial run(Chunk chunk, ChunkContext context) throws IOException {
        LongConsumer progress = bytes -> {
            context.checkCancelled();
            context.progress(bytes);
        };
        var partial = new AwardPartial.Builder();
        for (LogFile.Range range : LogFile.ranges(logs, chunk.firstBlock(), chunk.endBlock())) {
            read(range, progress, partial::add);
        }
        return partial.build();
    }

    private void read(LogFile.Range range, LongConsumer progress, AwardPartial.Visitor to) throws IOException {
        LogFile log = logs.get(range.log());
        if (log.splits()) {
            long exactStart = range.from() == 0 ? 0 : -1;
            reader.read(range.log(), log, range.from(), range.to(), exactStart, progress, to);
        } else {
            reader.readWhole(range.log(), log, progress, to);
        }
    }
}
