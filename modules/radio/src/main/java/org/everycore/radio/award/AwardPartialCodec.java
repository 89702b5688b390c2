package org.everycore.radio.award;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.everycore.jobs.PartialCodec;
import org.everycore.radio.adif.Reason;

/** The bytes of a partial: all numbers big-endian, texts as length and UTF-8, every list behind its length. */
public final class AwardPartialCodec implements PartialCodec<AwardPartial> {
    public static final AwardPartialCodec INSTANCE = new AwardPartialCodec();

    private AwardPartialCodec() {}

    @Override
    public void write(AwardPartial partial, DataOutput out) throws IOException {
        out.writeInt(partial.size());
        partial.forEach(segment -> write(segment, out));
    }

    void write(Segment segment, DataOutput out) throws IOException {
        out.writeInt(segment.log());
        out.writeLong(segment.from());
        out.writeLong(segment.to());
        out.writeLong(segment.start());
        out.writeLong(segment.lastEor());
        out.writeLong(segment.end());
        out.writeLong(segment.lines());
        out.writeBoolean(segment.standing() != null);
        if (segment.standing() != null) {
            write(segment.standing(), out);
        }
    }

    @Override
    public AwardPartial read(DataInput in, int length) throws IOException {
        var partial = new AwardPartial.Builder();
        forEach(in, length, partial::add);
        return partial.build();
    }

    /** Reads a partial's segments one by one, so that no more than one of them need be held. */
    public void forEach(DataInput in, int length, AwardPartial.Visitor visitor) throws IOException {
        Bounded from = new Bounded(in, length);
        for (int n = from.count(8); n > 0; n--) {
            visitor.segment(segment(from));
        }
    }

    Segment segment(DataInput in, int length) throws IOException {
        return segment(new Bounded(in, length));
    }

    private static Segment segment(Bounded from) throws IOException {
        return new Segment(
                from.integer(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.flag() ? standing(from) : null);
    }

    private static void write(ChunkStanding standing, DataOutput out) throws IOException {
        write(standing.counts(), out);
        write(standing.oddTexts(), out);
        write(standing.keyModes(), out);
        write(standing.qsoKeys(), out);
        write(standing.modes(), out);
        write(standing.bands(), out);
        write(standing.grids(), out);
        write(standing.countries(), out);
        out.writeInt(standing.tallies().length);
        for (Tally.Part part : standing.tallies()) {
            Tally.Part sorted = part.sorted();
            write(sorted.keys(), out);
            write(sorted.masks(), out);
        }
        out.writeBoolean(standing.witnesses() != null);
        if (standing.witnesses() != null) {
            for (int i = 0; i < standing.tallies().length; i++) {
                write(standing.witnesses().of(i), out);
            }
        }
    }

    private static void write(Map<String, Witnesses.Key> keys, DataOutput out) throws IOException {
        out.writeInt(keys.size());
        for (Map.Entry<String, Witnesses.Key> entry : keys.entrySet()) {
            write(entry.getKey(), out);
            out.writeLong(entry.getValue().qsos());
            out.writeInt(entry.getValue().slots().size());
            for (Map.Entry<Integer, Witness> slot : entry.getValue().slots().entrySet()) {
                out.writeInt(slot.getKey());
                out.writeInt(slot.getValue().date());
                out.writeInt(slot.getValue().minute());
                write(slot.getValue().call(), out);
                out.writeInt(slot.getValue().sources());
            }
        }
    }

    private static Witnesses witnesses(Bounded in, int awards) throws IOException {
        Witnesses witnesses = new Witnesses(awards);
        for (int award = 0; award < awards; award++) {
            for (int n = in.count(16); n > 0; n--) {
                String name = in.text();
                long qsos = in.number();
                Witnesses.Key key = witnesses.key(award, name);
                for (int m = in.count(20); m > 0; m--) {
                    int slot = in.integer();
                    if (slot < 0 || slot >= Witnesses.SLOTS) {
                        throw new IOException("slot " + slot + " of " + Witnesses.SLOTS);
                    }
                    key.add(slot, new Witness(in.integer(), in.integer(), in.text(), in.integer()));
                }
                key.addQsos(qsos);
            }
        }
        return witnesses;
    }

    private static ChunkStanding standing(Bounded in) throws IOException {
        Counts counts = counts(in);
        String[] odd = in.texts();
        String[] keyModes = in.texts();
        PairParts qsoKeys = in.parts(keyModes.length);
        String[] modes = in.texts();
        String[] bands = in.texts();
        PairParts grids = in.parts(bands.length);
        String[] countries = in.texts();
        Tally.Part[] tallies = new Tally.Part[in.count(8)];
        for (int i = 0; i < tallies.length; i++) {
            String[] keys = in.texts();
            tallies[i] = new Tally.Part(keys, in.numbers());
        }
        Witnesses witnesses = in.flag() ? witnesses(in, tallies.length) : null;
        return new ChunkStanding(counts, qsoKeys, odd, keyModes, modes, bands, grids, countries, tallies, witnesses);
    }

    private static void write(Counts counts, DataOutput out) throws IOException {
        for (long sum : new long[] {counts.records, counts.qsos, counts.filtered, counts.confirmed, counts.eqsl}) {
            out.writeLong(sum);
        }
        write(counts.byBand, out);
        write(counts.byGroup, out);
        write(counts.rejected, out);
        write(counts.resolved, out);
        write(counts.filled, out);
        write(counts.entities, out);
        out.writeInt(counts.rejections.size());
        for (Rejection rejection : counts.rejections) {
            out.writeLong(rejection.record());
            out.writeLong(rejection.linesBefore());
            out.writeLong(rejection.offset());
            write(rejection.field(), out);
            out.writeInt(rejection.reason().index());
        }
    }

    private static Counts counts(Bounded in) throws IOException {
        Counts counts = new Counts();
        counts.records = in.number();
        counts.qsos = in.number();
        counts.filtered = in.number();
        counts.confirmed = in.number();
        counts.eqsl = in.number();
        in.numbers(counts.byBand);
        in.numbers(counts.byGroup);
        in.numbers(counts.rejected);
        in.numbers(counts.resolved);
        in.numbers(counts.filled);
        in.numbers(counts.entities);
        for (int n = in.count(32); n > 0; n--) {
            long record = in.number();
            long lines = in.number();
            long offset = in.number();
            String field = in.text();
            int reason = in.integer();
            if (reason < 0 || reason >= Reason.byIndex().size()) {
                throw new IOException("reason number " + reason);
            }
            counts.rejections.add(
                    new Rejection(record, lines, offset, field, Reason.byIndex().get(reason)));
        }
        return counts;
    }

    private static void write(PairParts parts, DataOutput out) throws IOException {
        write(parts.pairs(), out);
        write(parts.odd(), out);
    }

    private static void write(long[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (long number : numbers) {
            out.writeLong(number);
        }
    }

    private static void write(String[] texts, DataOutput out) throws IOException {
        out.writeInt(texts.length);
        for (String text : texts) {
            write(text, out);
        }
    }

    private static void write(String text, DataOutput out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /** Reads no more than the partial's bytes, and allocates nothing that they could not fill. */
    private static final class Bounded {
        private final DataInput in;
        private long left;

        Bounded(DataInput in, int length) {
            this.in = in;
            this.left = length;
        }

        private void take(long bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a partial's bytes end too early");
            }
        }

        int integer() throws IOException {
            take(4);
            return in.readInt();
        }

        long number() throws IOException {
            take(8);
            return in.readLong();
        }

        boolean flag() throws IOException {
            take(1);
            return in.readBoolean();
        }

        /** A length of things of at least so many bytes each. */
        int count(int least) throws IOException {
            int n = integer();
            if (n < 0 || (long) n * least > left) {
                throw new IOException("a length of " + n + " does not fit into " + left + " bytes");
            }
            return n;
        }

        long[] numbers() throws IOException {
            long[] numbers = new long[count(8)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number();
            }
            return numbers;
        }

        PairParts parts(int highest) throws IOException {
            return PairParts.read(numbers(), numbers(), highest);
        }

        void numbers(long[] into) throws IOException {
            if (integer() != into.length) {
                throw new IOException("a list has not the length " + into.length);
            }
            for (int i = 0; i < into.length; i++) {
                into[i] = number();
            }
        }

        String text() throws IOException {
            byte[] utf8 = new byte[count(1)];
            take(utf8.length);
            in.readFully(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }

        String[] texts() throws IOException {
            String[] texts = new String[count(4)];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text();
            }
            return texts;
        }
    }
}
