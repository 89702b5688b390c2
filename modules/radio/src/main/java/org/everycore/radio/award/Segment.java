package org.everycore.radio.award;

/**
 * What one reader made of one stretch of one log: the records that begin behind an end-of-record tag in {@code [from, to)}, or at the log's
 * beginning if {@code from} is 0.
 *
 * <p>A reader that begins inside a log guesses where the first record begins. The guess, {@code start}, is checked when segments are merged: it
 * must be where the record before ended.
 *
 * @param log number of the log in the job
 * @param from first byte of the stretch
 * @param to byte behind the stretch
 * @param start where the first record begins; -1 if no end of record was found in the stretch
 * @param lastEor where the tag stands that ends the last record; {@link #AT_END} if the log ended
 * @param end the byte behind that tag
 * @param lines line ends from start to end
 * @param standing what the records count; null if there is no start
 */
public record Segment(
        int log, long from, long to, long start, long lastEor, long end, long lines, ChunkStanding standing) {
    /** The place of the last end of record when the log ended. */
    static final long AT_END = Long.MAX_VALUE;

    static Segment empty(int log, long from, long to) {
        return new Segment(log, from, to, -1, -1, -1, 0, null);
    }
}
