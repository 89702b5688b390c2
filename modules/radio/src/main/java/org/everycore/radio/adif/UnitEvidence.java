package org.everycore.radio.adif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the beginning of a UTF-8 log says of the unit in which its lengths count.
 *
 * <p>A value with bytes above 127 has two possible ends. If a tag follows one of them only, the value votes for that unit, and clear votes
 * decide. Otherwise the sample is read in both units, and points are added up, positive for bytes:
 *
 * <ul>
 *   <li>the votes;
 *   <li>the records that are well-formed less those to be rejected: a value too long swallows an end of record, a value too short lets one out;
 *   <li>for each value both of whose ends are followed by a tag, up to one point by the white space in between: the right end is followed by what
 *       stands behind other values too, first of all behind the value before. So a blank between fields is not taken for a value's last
 *       character, nor the blank that ends a value for one between fields. Where others say nothing, fewer values hold a tag or end in a blank.
 * </ul>
 *
 * Only an even sum means characters by default.
 */
final class UnitEvidence {
    private static final int CLEAR_VOTES = 32;
    private static final int MOST_VOTES = 1000;
    private static final int TAIL = 8 << 10;
    private static final int MOST_BLANK = 64;
    private static final double TAG_INSIDE = 0.25;
    /** A unit that is wrong must show in records that go wrong, so nothing is mended. */
    private static final ReadRules OBEYED = new ReadRules(OnDuplicate.STRICT, Lengths.OBEY);

    private static final double BLANK_AT_END = 0.125;

    private final byte[] sample;
    private final long end;

    private UnitEvidence(byte[] sample) {
        this.sample = sample;
        this.end = sample.length < DialectDetector.PREFIX ? Long.MAX_VALUE : sample.length - TAIL;
    }

    /** The unit of a log's lengths, from its first {@link DialectDetector#PREFIX} bytes. */
    static LengthUnit unit(byte[] sample) {
        try {
            return new UnitEvidence(sample).points() > 0 ? LengthUnit.BYTES : LengthUnit.CHARACTERS;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private double points() throws IOException {
        long votes = votes();
        if (Math.abs(votes) >= CLEAR_VOTES) {
            return votes;
        }
        double points = votes + records(LengthUnit.BYTES) - records(LengthUnit.CHARACTERS);
        // The readings differ in where the next tag is looked for, so both are asked.
        for (LengthUnit unit : LengthUnit.values()) {
            points += ties(unit) / 2;
        }
        return points;
    }

    private AdifScanner scanner(LengthUnit unit) {
        var dialect = new AdifDialect(StandardCharsets.UTF_8, unit);
        return new AdifScanner(new ByteArrayInputStream(sample), 0, dialect, Lengths.OBEY, new FieldNames(List.of()));
    }

    /** Values whose ends show bytes less those that show characters; reading ends when they are clear: nine in ten agree. */
    private long votes() throws IOException {
        AdifScanner scanner = scanner(LengthUnit.CHARACTERS);
        long difference = 0;
        while (scanner.next() != AdifScanner.END && scanner.position() < end) {
            long bytes = scanner.votesForBytes();
            long characters = scanner.votesForCharacters();
            difference = bytes - characters;
            boolean clear = Math.abs(difference) >= CLEAR_VOTES
                    && Math.min(bytes, characters) * 9 <= Math.max(bytes, characters);
            if (clear || bytes + characters >= MOST_VOTES) {
                return difference;
            }
        }
        return scanner.votesForBytes() - scanner.votesForCharacters();
    }

    /** Well-formed records less those that would be rejected. */
    private double records(LengthUnit unit) throws IOException {
        var dialect = new AdifDialect(StandardCharsets.UTF_8, unit);
        var in = new ByteArrayInputStream(sample);
        try (AdifReader reader = AdifReader.range(in, dialect, 0, end, true, OBEYED, problem -> {})) {
            reader.forEachRemaining(record -> {});
            return 2.0 * reader.accepted() - reader.records();
        }
    }

    /** What stands between a value and the tag behind it. */
    private record Gap(String blanks, boolean endTag) {}

    /**
     * A value with two possible ends.
     *
     * @param before the gap behind the value before it, null if that is not known
     * @param prior what to expect of any value
     */
    private record Tie(Gap before, Gap inBytes, Gap inCharacters, double prior) {}

    /** Points of the values both of whose ends are followed by a tag, positive for bytes. */
    private double ties(LengthUnit unit) throws IOException {
        AdifScanner scanner = scanner(unit);
        Map<Gap, Integer> gaps = new HashMap<>();
        List<Tie> ties = new ArrayList<>();
        Gap before = null;
        for (int kind = scanner.next();
                kind != AdifScanner.END && scanner.position() < end && ties.size() < MOST_VOTES;
                kind = scanner.next()) {
            byte[] b = scanner.buffer();
            if (kind != AdifScanner.FIELD) {
                before = null;
            } else if (scanner.hasTie()) {
                int inBytes = scanner.tieInBytes();
                int inCharacters = scanner.tieInCharacters();
                ties.add(new Tie(before, gap(b, inBytes), gap(b, inCharacters), prior(b, inBytes, inCharacters)));
                scanner.endTie();
                before = null;
            } else {
                before = gap(b, scanner.valueTo());
                gaps.merge(before, 1, Integer::sum);
            }
        }
        return ties.stream().mapToDouble(tie -> points(tie, gaps)).sum();
    }

    private static double points(Tie tie, Map<Gap, Integer> gaps) {
        double difference = likeness(tie.inBytes, tie, gaps) - likeness(tie.inCharacters, tie, gaps);
        return Math.max(-1, Math.min(1, difference)) + tie.prior;
    }

    /** How far a gap is like others: its share of all gaps before such a tag (any tag, if none is known), and 1 if it is the one before. */
    private static double likeness(Gap gap, Tie tie, Map<Gap, Integer> gaps) {
        double share = share(gap, gaps);
        if (Double.isNaN(share)) {
            share = share(new Gap(gap.blanks, !gap.endTag), gaps);
        }
        return (Double.isNaN(share) ? 0 : share) + (gap.equals(tie.before) ? 1 : 0);
    }

    private static double share(Gap gap, Map<Gap, Integer> gaps) {
        double all = 0;
        for (Map.Entry<Gap, Integer> entry : gaps.entrySet()) {
            all += entry.getKey().endTag == gap.endTag ? entry.getValue() : 0;
        }
        return gaps.getOrDefault(gap, 0) / all;
    }

    /** Few values hold a tag, or end in a blank. */
    private static double prior(byte[] b, int inBytes, int inCharacters) {
        double prior = 0;
        prior += tagIn(b, inBytes, inCharacters) ? TAG_INSIDE : 0;
        prior += Bytes.isSpace(b[inCharacters - 1]) ? BLANK_AT_END : 0;
        prior -= Bytes.isSpace(b[inBytes - 1]) ? BLANK_AT_END : 0;
        return prior;
    }

    private static Gap gap(byte[] b, int at) {
        int p = at;
        while (p < at + MOST_BLANK && Bytes.isSpace(b[p])) {
            p++;
        }
        long word = Bytes.upper(Bytes.word(b, p) & Bytes.mask(5));
        return new Gap(
                new String(b, at, p - at, StandardCharsets.ISO_8859_1),
                word == AdifScanner.EOR_TAG || word == AdifScanner.EOH_TAG);
    }

    private static boolean tagIn(byte[] b, int from, int to) {
        for (int p = from; p < to; p++) {
            if (b[p] == '<') {
                int close = Bytes.indexOf(b, p, to, (byte) '>');
                if (close < to && TagText.isTag(b, p + 1, close)) {
                    return true;
                }
            }
        }
        return false;
    }
}
