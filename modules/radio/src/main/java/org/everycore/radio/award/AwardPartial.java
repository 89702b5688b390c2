package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chunk makes: the segments of the logs that its blocks touch, in order. Those that would take much memory, of a log that one reader reads
 * whole, wait in a temporary file, which goes with the partial.
 */
public final class AwardPartial implements Closeable {
    private final SegmentFile file;
    private final List<Segment> held;

    /** What takes segments. */
    public interface Visitor {
        void segment(Segment segment) throws IOException;
    }

    private AwardPartial(SegmentFile file, List<Segment> held) {
        this.file = file;
        this.held = held;
    }

    static AwardPartial of(Segment segment) {
        return new AwardPartial(null, List.of(segment));
    }

    int size() {
        return held.size() + (file == null ? 0 : file.size());
    }

    /** Shows the segments in the order in which they were read. */
    public void forEach(Visitor visitor) throws IOException {
        if (file != null) {
            file.forEach(visitor);
        }
        for (Segment segment : held) {
            visitor.segment(segment);
        }
    }

    /** Gives the temporary file up before the last reference to the partial is gone. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Gathers segments. */
    public static final class Builder {
        /** Numbers held before they go to a file. */
        static final long HELD = 1 << 20;

        private final long most;
        private SegmentFile file;
        private List<Segment> held = new ArrayList<>();
        private long numbers;

        /** Holds a usual number of numbers before a file takes them. */
        public Builder() {
            this(HELD);
        }

        public Builder(long most) {
            this.most = most;
        }

        public void add(Segment segment) throws IOException {
            held.add(segment);
            numbers += segment.standing() == null ? 0 : segment.standing().numbers();
            if (numbers > most && held.size() > 1) {
                if (file == null) {
                    file = new SegmentFile();
                }
                for (Segment one : held) {
                    file.add(one);
                }
                held = new ArrayList<>();
                numbers = 0;
            }
        }

        public AwardPartial build() {
            return new AwardPartial(file, List.copyOf(held));
        }
    }
}
