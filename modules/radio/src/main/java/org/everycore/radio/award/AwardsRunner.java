package org.everycore.radio.award;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;

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
        List<Segment> segments = new ArrayList<>();
        for (int number = firstLog(chunk.firstBlock()); number < logs.size(); number++) {
            LogFile log = logs.get(number);
            if (log.firstBlock() >= chunk.endBlock()) {
                break;
            }
            long first = Math.max(chunk.firstBlock(), log.firstBlock()) - log.firstBlock();
            long end = Math.min(chunk.endBlock(), log.endBlock()) - log.firstBlock();
            if (first < end && (log.splits() || first == 0)) {
                segments.add(read(number, log, first, end, progress));
            }
        }
        return new AwardPartial(segments);
    }

    private Segment read(int number, LogFile log, long first, long end, LongConsumer progress) throws IOException {
        if (!log.splits()) {
            return reader.readWhole(number, log, progress);
        }
        long from = first * LogFile.BLOCK;
        return reader.read(number, log, from, end * LogFile.BLOCK, from == 0 ? 0 : -1, progress);
    }

    /** The log that holds the block, by halving. */
    private int firstLog(long block) {
        int low = 0;
        int high = logs.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (logs.get(middle).endBlock() > block) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
