package org.everycore.radio.award;

import java.util.List;

/** What a chunk makes: the segments of the logs that its blocks touch, in order. */
public final class AwardPartial {
    private final List<Segment> segments;

    AwardPartial(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    List<Segment> segments() {
        return segments;
    }
}
