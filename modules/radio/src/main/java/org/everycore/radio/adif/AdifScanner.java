package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of ADI bytes into fields and end tags by the length rules, in bounded memory and without an object per field.
 *
 * <p>A tag is {@code <NAME:LENGTH[:TYPE]>}, {@code <EOH>} or {@code <EOR>} in any case; a {@code <} that does not begin one is text, and text
 * is skipped. A value is the next LENGTH units, whatever it holds, clipped at the end of the stream. Only a value with bytes above 127 in UTF-8
 * has two possible ends. There the file's unit decides, unless the other end alone is followed by a tag: then the record's own writer counted
 * otherwise. The rule looks at the bytes around the value only, so it does not depend on where a reader began.
 *
 * <p>Unless lengths are obeyed, one that swallows tags is not believed ({@link Overrun}), and a record in whose values an end of record lies can
 * be read once more, ending values before it ({@link #reread}).
 *
 * <p>A window of {@link #WINDOW} bytes slides over the stream. A value longer than {@link #MOST_VALUE} is cut to that length for its reader,
 * and the rest is skipped as it streams by. A tag longer than {@link #MOST_TAG} is text.
 */
public final class AdifScanner {
    /** What {@link #next} found. */
    public static final int END = 0;

    public static final int FIELD = 1;
    public static final int EOR = 2;
    public static final int EOH = 3;

    /** The longest value, in bytes, that is held. */
    public static final int MOST_VALUE = 128 << 10;

    static final int MOST_TAG = 1024;
    /** So many tags with bad lengths are held until they are taken; more are only counted. */
    static final int MOST_BAD_TAGS = 1024;

    private static final int WINDOW = 1 << 20;
    /** Bytes that must be at hand behind a value: white space, then a tag. */
    private static final int LOOK_AHEAD = 2 * MOST_TAG;

    static final int MOST_BLANK = 64;
    /** The longest record, in bytes, that is read once more. */
    static final int MOST_REREAD = 1 << 16;
    /** Blanks behind a value that are looked through for what follows; behind more of them the log is taken to end. */
    private static final int MOST_BEHIND = 1 << 18;

    private static final int NOT_A_TAG = -1;
    private static final long DELIMITER_BIT = 0x0404040404040404L;
    private static final long DELIMITER = 0x3E3E3E3E3E3E3E3EL; // ':' with bit 2 set is '>'
    private static final long[] MASK = new long[9];

    static {
        for (int n = 0; n < MASK.length; n++) {
            MASK[n] = Bytes.mask(n);
        }
    }

    static final long EOR_WORD = 'E' | 'O' << 8 | 'R' << 16;
    static final long EOH_WORD = 'E' | 'O' << 8 | 'H' << 16;

    /** The end tags whole, as words. */
    static final long EOR_TAG = '<' | EOR_WORD << 8 | (long) '>' << 32;

    static final long EOH_TAG = '<' | EOH_WORD << 8 | (long) '>' << 32;

    /** A tag whose length is not a number. */
    public record BadTag(long offset, long line, String name, String text) {}

    private final InputStream in;
    private final FieldNames names;
    private final AdifDialect dialect;
    private final boolean singleByte;
    private final LengthUnit unit;
    private final boolean recovers;
    private final byte[] buf;
    private int pos;
    private int limit;
    private long base;
    private boolean ended;
    private long linesBefore;
    private int lineMark;
    private int mark = -1;
    private long linesBeforeMark;
    private long pending;
    private boolean pendingBytes;
    private List<BadTag> badTags = new ArrayList<>();
    private long untoldBadTags;

    private int tag;
    private int fieldId;
    private char type;
    private int from;
    private int to;
    private boolean clipped;
    private boolean cut;
    private boolean behindValue;
    private boolean junk;
    private long forCharacters;
    private long forBytes;
    private int refills;
    private int cutRefills = -1;
    private long endAt = Long.MAX_VALUE;
    private int tieInBytes = -1;
    private int tieInCharacters = -1;
    private boolean overran;
    /** Where the record at hand begins, -1 if that is no longer in the window; and the one before it, for {@link #reread}. */
    private int recordStart;

    private int recordBefore = -1;
    private boolean endInside;
    private boolean endWasInside;
    /** Whether the record at hand is read once more. */
    private boolean again;

    private boolean wasAgain;
    private long blanksFrom = -1;
    private long blanksTo = -1;

    /**
     * @param start the offset in the file of the stream's first byte
     * @param names gives the numbers that {@link #fieldId} reports; owned by this scanner
     */
    public AdifScanner(InputStream in, long start, AdifDialect dialect, Lengths lengths, FieldNames names) {
        this(in, start, dialect, lengths, names, new byte[WINDOW + Bytes.PADDING]);
    }

    /** As above over a buffer that the caller owns and may use again when this scanner is done. */
    public AdifScanner(
            InputStream in, long start, AdifDialect dialect, Lengths lengths, FieldNames names, byte[] buffer) {
        this.in = requireNonNull(in, "in is null");
        this.names = requireNonNull(names, "names is null");
        this.dialect = dialect;
        this.singleByte = dialect.singleByte();
        this.unit = dialect.unit();
        this.recovers = lengths == Lengths.RECOVER;
        this.base = start;
        if (buffer.length < MOST_REREAD + 4 * MOST_VALUE + MOST_BEHIND + 4 * LOOK_AHEAD) {
            throw new IllegalArgumentException("buffer is too small: " + buffer.length);
        }
        this.buf = buffer;
    }

    /** A buffer of the size that suits the other constructor. */
    public static byte[] newBuffer() {
        return new byte[WINDOW + Bytes.PADDING];
    }

    /** Lets {@link #next} give up, as at the end, once it has looked for a tag beyond this file offset; so text without a tag ends a search. */
    public void endAt(long offset) {
        endAt = offset;
    }

    /**
     * Moves behind as many fields as are easy to cut, at most to the next end of record; perhaps none. Then {@link #next} goes on, or this method.
     * What the accessors gave before is void; {@link #tagOffset} gives the end tag, if one was met.
     */
    public void cut(FieldRun run) {
        if (pending != 0) {
            run.clear();
            return;
        }
        if (refills != cutRefills) {
            cutRefills = refills;
            run.moved();
        }
        pos = run.fill(buf, pos, limit - LOOK_AHEAD, limit, dialect, recovers, names);
        if (run.endsRecord()) {
            tag = run.endTag();
            endRecord();
            junk = false;
            behindValue = false;
        } else if (run.count() > 0) {
            behindValue = true;
        }
    }

    /**
     * Moves to the next field or end tag; what the accessors gave before is void.
     *
     * <p>This is the short way, for a tag at hand with a name of up to fifteen bytes that was met before, a length of one or two digits, no type
     * and an ASCII value; all else goes the long way, {@link #nextSlowly}. The name's words and length are found without a branch, because
     * names of changing lengths make every branch on them a wrong guess of the processor.
     */
    public int next() throws IOException {
        int p = pos;
        if (pending != 0 || limit - p < LOOK_AHEAD) {
            return nextSlowly();
        }
        byte[] b = buf;
        if (b[p] != '<') {
            byte c = b[p++];
            if ((c != ' ' && c != '\n') || b[p] != '<') {
                return nextSlowly();
            }
        }
        long w0 = Bytes.word(b, p + 1);
        long w1 = Bytes.word(b, p + 9);
        int n0 = Long.numberOfTrailingZeros(Bytes.zeroByte((w0 | DELIMITER_BIT) ^ DELIMITER))
                >>> 3; // 8 if there is none
        int n1 = Long.numberOfTrailingZeros(Bytes.zeroByte((w1 | DELIMITER_BIT) ^ DELIMITER)) >>> 3;
        int second = -(n0 >>> 3); // all bits set if the name goes on in the second word
        int q = p + 1 + n0 + (n1 & second);
        w0 = Bytes.upper(w0 & MASK[n0]);
        w1 = Bytes.upper(w1 & MASK[n1] & second);
        if (b[q] == '>') {
            if (w0 == EOR_WORD && n0 == 3) {
                junk = false;
                behindValue = false;
                tag = p;
                pos = q + 1;
                endRecord();
                return EOR;
            }
            return nextSlowly();
        }
        int id = names.quick(w0, w1);
        int length = b[q + 1] - '0';
        int start = q + 3;
        byte behind = b[q + 2];
        if (behind != '>') {
            length = length * 10 + behind - '0';
            start++;
            if (b[q + 3] != '>' || behind < '0' || behind > '9') {
                return nextSlowly();
            }
        }
        int end = start + length;
        if (id < 0
                || length < 1
                || b[q + 1] > '9'
                || b[q] != ':'
                || b[q - 1] == 0
                || !(singleByte || Bytes.isAscii(b, start, end))
                || (recovers && Overrun.opens(b, start, end))) {
            return nextSlowly();
        }
        junk = false;
        behindValue = true;
        fieldId = id;
        tag = p;
        type = AdifField.NO_TYPE;
        from = start;
        to = end;
        clipped = false;
        cut = false;
        overran = false;
        pos = end;
        return FIELD;
    }

    private int nextSlowly() throws IOException {
        if (pending != 0) {
            skipPending();
        }
        if (limit - pos < LOOK_AHEAD && !ended) {
            refill();
        }
        byte[] b = buf;
        int p = pos;
        byte c = p < limit ? b[p] : 0;
        if (c != '<') {
            junk = behindValue && p < limit && !Bytes.isSpace(c);
            p++;
            if (p >= limit || b[p] != '<') {
                p = Bytes.indexOf(b, Math.min(p, limit), limit, (byte) '<');
            }
        } else {
            junk = false;
        }
        behindValue = false;
        overran = false;
        while (true) {
            if (limit - p < MOST_TAG && !ended) {
                if (base + p >= endAt) {
                    pos = p;
                    return END;
                }
                pos = p;
                refill();
                p = Bytes.indexOf(b, pos, limit, (byte) '<');
                continue;
            }
            if (p >= limit) {
                pos = limit;
                endRecord();
                return END;
            }
            int kind = readTag(p);
            if (kind != NOT_A_TAG) {
                return kind;
            }
            p = Bytes.indexOf(b, p + 1, limit, (byte) '<');
        }
    }

    private int readTag(int p) throws IOException {
        byte[] b = buf;
        int nameFrom = p + 1;
        long w0 = Bytes.word(b, nameFrom);
        long hit = Bytes.zeroByte((w0 | DELIMITER_BIT) ^ DELIMITER);
        int id;
        int q;
        if (hit != 0) {
            int n = Long.numberOfTrailingZeros(hit) >>> 3;
            if (n == 0) {
                return NOT_A_TAG;
            }
            w0 = Bytes.upper(w0 & Bytes.mask(n));
            q = nameFrom + n;
            if (b[q] == '>') {
                return endTag(p, q, w0);
            }
            if ((w0 == EOR_WORD || w0 == EOH_WORD) && b[q + 1] == '0' && b[q + 2] == '>' && q + 2 < limit) {
                return endTag(p, q + 2, w0); // as some programs write it
            }
            id = names.find(w0, 0, n, b, nameFrom);
        } else {
            long w1 = Bytes.word(b, nameFrom + 8);
            hit = Bytes.zeroByte((w1 | DELIMITER_BIT) ^ DELIMITER);
            if (hit != 0) {
                int n = Long.numberOfTrailingZeros(hit) >>> 3;
                q = nameFrom + 8 + n;
                if (b[q] == '>') {
                    return endTag(p, q, 0);
                }
                id = names.find(Bytes.upper(w0), Bytes.upper(w1 & Bytes.mask(n)), 8 + n, b, nameFrom);
            } else {
                q = nameEnd(p);
                if (q < 0) {
                    return NOT_A_TAG;
                }
                if (b[q] == '>') {
                    return endTag(p, q, 0);
                }
                id = names.find(b, nameFrom, q);
            }
        }
        // A zero byte at a name's end would be taken for the padding of its word.
        if (id < 0 || q >= limit || b[q - 1] == 0) {
            return NOT_A_TAG;
        }
        return readLength(p, q, id);
    }

    /** The position of the ':' or '>' behind a name of more than sixteen bytes; -1 if there is none within {@link #MOST_TAG}. */
    private int nameEnd(int p) {
        int end = Math.min(limit, p + MOST_TAG);
        for (int q = p + 1; q < end; q++) {
            byte c = buf[q];
            if (c == ':' || c == '>') {
                return q;
            }
            if (c == '<' || c < ' ') {
                return -1;
            }
        }
        return -1;
    }

    private int endTag(int p, int q, long word) {
        if (q >= limit || buf[q - 1] == 0) {
            return NOT_A_TAG;
        }
        if (word == EOR_WORD) {
            tag = p;
            pos = q + 1;
            endRecord();
            return EOR;
        }
        if (word == EOH_WORD) {
            tag = p;
            pos = q + 1;
            recordStart = pos;
            endInside = false;
            return EOH;
        }
        return NOT_A_TAG; // a tag without length carries nothing: as good as text
    }

    private int readLength(int p, int colon, int id) throws IOException {
        byte[] b = buf;
        int q = colon + 1;
        int end = p + MOST_TAG;
        int digit = b[q] - '0';
        long n = digit;
        boolean good = digit >= 0 && digit <= 9;
        if (good) {
            for (q++; (digit = b[q] - '0') >= 0 && digit <= 9 && q < end; q++) {
                n = n < Long.MAX_VALUE / 20 ? n * 10 + digit : n;
            }
            char letter = AdifField.NO_TYPE;
            if (b[q] == ':') {
                letter = (char) (b[q + 1] & 0xff);
                good = (letter | 32) >= 'a' && (letter | 32) <= 'z';
                q += 2;
            }
            type = letter;
            good &= b[q] == '>' && q < limit;
        }
        if (!good) {
            noteBadTag(p, colon, id);
            return NOT_A_TAG;
        }
        fieldId = id;
        tag = p;
        from = q + 1;
        clipped = false;
        cut = false;
        behindValue = true;
        if (n <= MOST_VALUE && (n <= limit - from - LOOK_AHEAD || (ended && n <= limit - from))) {
            int byteEnd = from + (int) n;
            if (singleByte || Bytes.isAscii(b, from, byteEnd)) {
                to = byteEnd;
                pos = byteEnd;
                return believed();
            }
            if (4 * n <= limit - from - LOOK_AHEAD || ended) {
                chooseEnd(n, byteEnd);
                return believed();
            }
        }
        valueNearLimit(n);
        return believed();
    }

    /** Ends the value at hand earlier if its length is not to be believed ({@link Overrun}). */
    private int believed() throws IOException {
        if (!recovers) {
            return FIELD;
        }
        boolean tooLong = pending != 0;
        int end = !tooLong || pendingBytes ? pos : Utf8.skip(buf, from, limit, MOST_VALUE);
        int open = Bytes.indexOf(buf, from, end, (byte) '<');
        if (open == end) {
            return FIELD;
        }
        int earlier = again ? Overrun.endOfRecord(buf, open, end) : -1;
        if (earlier < 0) {
            boolean doubted = tooLong || clipped || names.isOne(fieldId);
            if (!doubted) {
                int moved = from;
                doubted = textFollows();
                open += from - moved;
                end += from - moved;
            }
            earlier = doubted ? Overrun.tag(buf, open, end, limit) : -1;
        }
        if (earlier >= 0) {
            endBefore(earlier);
        } else if (!tooLong) {
            endInside |= Overrun.endOfRecord(buf, open, to) >= 0;
        }
        return FIELD;
    }

    private void endBefore(int at) {
        to = at;
        while (to > from && Overrun.isBlank(buf[to - 1])) {
            to--;
        }
        pos = at;
        pending = 0;
        clipped = false;
        cut = false;
        cutToMost(to);
        behindValue = false;
        overran = true;
    }

    /** Whether, blanks aside, something else than a {@code <} or the end of the log follows the value. May move the window. */
    private boolean textFollows() throws IOException {
        int most = pos + MOST_BEHIND;
        if (limit < most && !ended && behind(limit) == limit) {
            int end = pos;
            pos = tag;
            int shift = refill();
            tag -= shift;
            from -= shift;
            to -= shift;
            pos = end - shift;
        }
        int next = behind(Math.min(limit, pos + MOST_BEHIND));
        return next < limit && next < pos + MOST_BEHIND && buf[next] != '<';
    }

    /** The first byte behind the value, up to {@code most}, that is no blank. Blanks once looked through are not again. */
    private int behind(int most) {
        int p = pos;
        if (base + p >= blanksFrom && base + p < blanksTo) {
            p = (int) (blanksTo - base);
        }
        while (p < most && Overrun.isBlank(buf[p])) {
            p++;
        }
        p = Math.min(p, most);
        blanksFrom = base + pos;
        blanksTo = base + p;
        return p;
    }

    private void endRecord() {
        recordBefore = recordStart;
        endWasInside = endInside;
        wasAgain = again;
        recordStart = pos;
        endInside = false;
        again = false;
    }

    /**
     * Goes back to where the record begins whose end was just met, and ends its values before an end of record inside them; to be asked when the
     * record holds a field twice, or has no end. False if no value holds one, the record was read so already or is too long: then nothing changes.
     */
    public boolean reread() {
        boolean possible =
                recovers && endWasInside && !wasAgain && recordBefore >= 0 && pos - recordBefore <= MOST_REREAD;
        if (possible) {
            pos = recordBefore;
            recordStart = recordBefore;
            again = true;
            endWasInside = false;
            junk = false;
            behindValue = false;
            refills++; // what is known of the bytes ahead is known from further on only
        }
        return possible;
    }

    /** Whether what was told of the record at hand may come to nothing by {@link #reread}. */
    boolean mayReread() {
        return recovers && recordStart >= 0 && pos - recordStart <= MOST_REREAD;
    }

    /** Whether the value ends before its length says. */
    public boolean overran() {
        return overran;
    }

    /** A value that may not lie wholly in the window: slide the window to its tag if it does not, and look again. */
    private void valueNearLimit(long n) throws IOException {
        if (!ended && limit - from < 4 * MOST_VALUE + LOOK_AHEAD) {
            pos = tag;
            int shift = refill();
            tag -= shift;
            from -= shift;
        }
        boolean inBytes = singleByte || unit == LengthUnit.BYTES;
        if (n > MOST_VALUE) {
            longValue(n, inBytes);
            return;
        }
        // Four bytes a character at most: the window holds both possible ends, or the stream has ended.
        int byteEnd = from + (int) Math.min(n, limit - from);
        if (byteEnd - from < n) {
            clip();
        } else if (singleByte || Bytes.isAscii(buf, from, byteEnd)) {
            to = byteEnd;
            pos = byteEnd;
        } else {
            chooseEnd(n, byteEnd);
        }
    }

    private void clip() {
        to = limit;
        pos = limit;
        clipped = true;
        behindValue = false;
    }

    private void chooseEnd(long n, int byteEnd) {
        int characterEnd = Utf8.skip(buf, from, limit, n);
        boolean shortOfCharacters = characterEnd == limit && characters(from, limit) < n;
        boolean bytesFit = tagFollows(byteEnd);
        boolean charactersFit = !shortOfCharacters && tagFollows(characterEnd);
        if (bytesFit != charactersFit) {
            if (bytesFit) {
                forBytes++;
            } else {
                forCharacters++;
            }
        } else if (bytesFit) {
            tieInBytes = byteEnd;
            tieInCharacters = characterEnd;
        }
        boolean inBytes = bytesFit == charactersFit ? unit == LengthUnit.BYTES : bytesFit;
        if (inBytes) {
            to = byteEnd;
        } else if (shortOfCharacters) {
            clip();
            return;
        } else {
            to = characterEnd;
        }
        pos = to;
        cutToMost(to);
    }

    private int characters(int start, int end) {
        int n = 0;
        for (int i = start; i < end; i += Utf8.length(buf, i, end)) {
            n++;
        }
        return n;
    }

    private void cutToMost(int end) {
        if (end - from > MOST_VALUE) {
            to = from + MOST_VALUE;
            cut = true;
        }
    }

    private void longValue(long n, boolean inBytes) {
        if (limit - from < MOST_VALUE) { // only at the end of the stream
            clip();
            return;
        }
        cut = true;
        to = from + MOST_VALUE;
        pos = to;
        pendingBytes = inBytes;
        pending = n - (inBytes ? MOST_VALUE : leads(from, to));
        behindValue = false;
    }

    private int leads(int start, int end) {
        int n = 0;
        for (int i = start; i < end; i++) {
            n += (buf[i] & 0xc0) != 0x80 ? 1 : 0;
        }
        return n;
    }

    /** Skips the rest of a long value; characters are counted by their lead bytes. */
    private void skipPending() throws IOException {
        long left = pending;
        pending = 0;
        while (true) {
            if (pos >= limit) {
                if (ended) {
                    clipped = true;
                    return;
                }
                refill();
                continue;
            }
            if (pendingBytes) {
                int step = (int) Math.min(left, limit - pos);
                pos += step;
                left -= step;
                if (left == 0) {
                    return;
                }
            } else {
                boolean lead = (buf[pos] & 0xc0) != 0x80;
                if (lead && left == 0) {
                    return;
                }
                left -= lead ? 1 : 0;
                pos++;
            }
        }
    }

    /** Whether white space and then a tag, or the end, follows. */
    private boolean tagFollows(int at) {
        int p = at;
        int most = Math.min(limit, at + MOST_BLANK);
        while (p < most && Bytes.isSpace(buf[p])) {
            p++;
        }
        if (p >= limit) {
            return true;
        }
        if (buf[p] != '<') {
            return false;
        }
        int end = Math.min(limit, p + MOST_TAG);
        int q = p + 1;
        while (q < end && buf[q] != '>' && buf[q] != '<') {
            q++;
        }
        return q < end && buf[q] == '>' && TagText.isTag(buf, p + 1, q);
    }

    private void noteBadTag(int p, int colon, int id) {
        int end = Math.min(limit, colon + 40);
        int q = colon + 1;
        while (q < end && buf[q] != '>' && buf[q] != '<' && buf[q] >= ' ') {
            q++;
        }
        if (q >= end || buf[q] != '>') {
            return;
        }
        if (badTags.size() == MOST_BAD_TAGS) {
            untoldBadTags++;
        } else {
            String name = id == FieldNames.UNTRACKED ? "" : names.name(id);
            String text = new String(buf, p, q + 1 - p, StandardCharsets.ISO_8859_1);
            badTags.add(new BadTag(base + p, line(p), name, text));
        }
    }

    /**
     * Moves what stands from the record's start on, if that is not far behind {@link #pos}, or else from there, to the front, and reads until the
     * window is full. Returns by how much all places became smaller.
     */
    private int refill() throws IOException {
        if (recordStart >= 0 && pos - recordStart > MOST_REREAD) {
            recordStart = -1;
        }
        int keep = recordStart >= 0 ? recordStart : pos;
        if (mark >= 0) {
            linesBeforeMark = mark < keep ? line(mark) : linesBeforeMark;
            mark = mark < keep ? -1 : mark - keep;
        }
        linesBefore = line(keep);
        lineMark = 0;
        System.arraycopy(buf, keep, buf, 0, limit - keep);
        base += keep;
        limit -= keep;
        pos -= keep;
        recordStart -= recordStart >= 0 ? keep : 0;
        refills++;
        int most = buf.length - Bytes.PADDING;
        while (limit < most) {
            int n = in.read(buf, limit, most - limit);
            if (n < 0) {
                ended = true;
                break;
            }
            limit += n;
        }
        Arrays.fill(buf, limit, limit + Bytes.PADDING, (byte) 0);
        return keep;
    }

    /** The number of the field's name in the {@link FieldNames} given; {@link FieldNames#UNTRACKED} possible. */
    public int fieldId() {
        return fieldId;
    }

    /** The type letter as written, or {@link AdifField#NO_TYPE}. */
    public char type() {
        return type;
    }

    /** The bytes in which the value lies until the next call of {@link #next}. */
    public byte[] buffer() {
        return buf;
    }

    public int valueFrom() {
        return from;
    }

    public int valueTo() {
        return to;
    }

    /** Whether the stream ended before the value did. */
    public boolean clipped() {
        return clipped;
    }

    /** Whether only the value's first {@link #MOST_VALUE} bytes are given. */
    public boolean cut() {
        return cut;
    }

    /** Whether, between the value before and this tag, text stood right behind the value: the sign of a length too small. */
    public boolean junkBehindValue() {
        return junk;
    }

    /** The file offset of the tag that {@link #next} found. */
    public long tagOffset() {
        return base + tag;
    }

    /** The file offset behind what {@link #next} found. */
    public long position() {
        return base + pos;
    }

    /** Line ends before the tag, counted from the stream's first byte. */
    public long linesBeforeTag() {
        return line(tag);
    }

    /** The file offset of a place in the {@link #buffer}. */
    public long offset(int at) {
        return base + at;
    }

    /** Remembers a tag in the {@link #buffer}, for {@link #linesBeforeMark}. */
    public void markTag(int at) {
        mark = at;
    }

    /** Remembers the tag that {@link #next} found, for {@link #linesBeforeMark}. */
    public void markTag() {
        mark = tag;
    }

    /** Line ends before the tag that was marked last, however far the window has moved on. */
    public long linesBeforeMark() {
        return mark >= 0 ? line(mark) : linesBeforeMark;
    }

    /** Line ends before {@link #position}. */
    public long linesBeforePosition() {
        return line(pos);
    }

    /** Line ends before a place in the window; places mostly rise, so counting goes on from the last one asked for. */
    private long line(int at) {
        if (at < lineMark) {
            return linesBefore - Bytes.count(buf, at, lineMark, (byte) '\n');
        }
        linesBefore += Bytes.count(buf, lineMark, at, (byte) '\n');
        lineMark = at;
        return linesBefore;
    }

    /** Values so far whose ends show that lengths count characters. */
    public long votesForCharacters() {
        return forCharacters;
    }

    /** Values so far whose ends show that lengths count bytes. */
    public long votesForBytes() {
        return forBytes;
    }

    /** Whether a value since the last call of {@link #endTie} has two possible ends, both followed by a tag. */
    boolean hasTie() {
        return tieInBytes >= 0;
    }

    /** Where that value ends in the buffer if its length counts bytes. */
    int tieInBytes() {
        return tieInBytes;
    }

    /** Where that value ends in the buffer if its length counts characters. */
    int tieInCharacters() {
        return tieInCharacters;
    }

    void endTie() {
        tieInBytes = -1;
    }

    /** Tags met since the last call whose length is not a number. */
    public List<BadTag> takeBadTags() {
        if (badTags.isEmpty()) {
            return List.of();
        }
        List<BadTag> taken = badTags;
        badTags = new ArrayList<>();
        return taken;
    }

    /** How many tags with bad lengths were counted only, in all. */
    public long untoldBadTags() {
        return untoldBadTags;
    }
}
