package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.everycore.radio.adif.LogFile;

/**
 * Puts segments, given in order, together to a standing, and checks each guess of a start: a segment that does not begin where the record before
 * it ended is read again from there.
 */
public final class SegmentMerge implements Closeable {
    private final AwardProgram program;
    private final List<LogFile> logs;
    private final Standing standing;
    private SegmentReader reader;
    private long rereads;

    private int log = -1;
    private long lastEor;
    private long end;
    private long records;
    private long lines;

    /** Merges what the program counts of these logs. */
    public SegmentMerge(AwardProgram program, List<LogFile> logs) {
        this.program = program;
        this.logs = logs;
        this.standing = new Standing(program.definitions().size());
    }

    /** Takes the next segment in the order of logs and offsets. */
    public void add(Segment segment) throws IOException {
        if (segment.log() != log) {
            log = segment.log();
            lastEor = -1;
            end = 0;
            records = 0;
            lines = 0;
        }
        if (lastEor >= segment.to()) {
            return; // the record before ran past this stretch
        }
        if (segment.start() == end) {
            take(segment);
            return;
        }
        if (reader == null) {
            reader = new SegmentReader(program);
        }
        rereads++;
        reader.read(log, logs.get(log), segment.from(), segment.to(), end, bytes -> {}, this::take);
    }

    private void take(Segment segment) throws IOException {
        standing.add(segment, logs.get(log).name(), records, lines);
        records += segment.standing().counts().records;
        lines += segment.lines();
        lastEor = segment.lastEor();
        end = segment.end();
    }

    /** What all segments together count. */
    public Standing standing() {
        return standing;
    }

    /** How many stretches were read again because their start was guessed wrong. */
    public long rereads() {
        return rereads;
    }

    @Override
    public void close() throws IOException {
        standing.close();
    }
}
