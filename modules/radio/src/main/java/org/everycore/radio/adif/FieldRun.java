package org.everycore.radio.adif;

/**
 * The fields of a stretch of ADI that are easy to cut, as plain numbers: what {@link AdifScanner#cut} gives, up to an end of record.
 *
 * <p>Easy is a tag with a name that was met before and a length of one or two digits, all at hand, and unless lengths are obeyed a value without a
 * {@code <}. A value with bytes above 127 is taken to end
 * where the log's unit says, on the condition that an easy tag follows: then it is not asked whether one follows the other end too, because the
 * unit decides if both fit ({@link AdifScanner}). The loop is written for a
 * compiler that does little (no calls but to a few tiny methods, everything in local variables), because a million QSOs are read before a better
 * one has finished. A name's words and length are found without a branch: names of changing lengths would make every branch on them a wrong
 * guess of the processor.
 */
public final class FieldRun {
    private static final int MOST = 64;
    private static final long DELIMITER_BIT = 0x0404040404040404L;
    private static final long DELIMITER = 0x3E3E3E3E3E3E3E3EL; // ':' with bit 2 set is '>'
    private static final long[] MASK = new long[9];

    static {
        for (int n = 0; n < MASK.length; n++) {
            MASK[n] = Bytes.mask(n);
        }
    }

    private final int[] ids = new int[MOST];
    private final int[] froms = new int[MOST];
    private final int[] tos = new int[MOST];
    private int count;
    private int firstTag;
    private int endTag;
    /** The first byte above 127 from where cutting began or went on. */
    private int high = -1;

    /** How many fields were cut. */
    public int count() {
        return count;
    }

    /** The numbers of the fields' names; never {@link FieldNames#UNTRACKED}. */
    public int[] ids() {
        return ids;
    }

    /** Where in the buffer the values begin. */
    public int[] froms() {
        return froms;
    }

    /** Where in the buffer the values end. */
    public int[] tos() {
        return tos;
    }

    /** Where in the buffer the first field's tag begins. */
    public int firstTag() {
        return firstTag;
    }

    /** Whether an end-of-record tag follows the fields and was taken too. */
    public boolean endsRecord() {
        return endTag >= 0;
    }

    int endTag() {
        return endTag;
    }

    void clear() {
        count = 0;
        endTag = -1;
    }

    /** To be called when the bytes in the buffer have moved. */
    void moved() {
        high = -1;
    }

    /**
     * Cuts from {@code pos} on.
     *
     * @param limit the end of the bytes at hand
     * @param recovers whether a length may be too large
     * @param last the last position at which a tag may begin, two kilobytes before that
     * @return the position behind what was cut
     */
    int fill(byte[] b, int pos, int last, int limit, AdifDialect dialect, boolean recovers, FieldNames names) {
        boolean singleByte = dialect.singleByte();
        int n = 0;
        int p = pos;
        int doubtful = -1; // the tag of the field before, if its value may end elsewhere
        int ascii = singleByte ? limit : high < pos ? Bytes.indexOfHigh(b, pos, limit) : high;
        endTag = -1;
        while (n < MOST) {
            int t = p;
            while (t <= last && (b[t] == ' ' || b[t] == '\n' || b[t] == '\r')) {
                t++;
            }
            if (t > last || b[t] != '<' || t - p >= AdifScanner.MOST_BLANK) {
                break;
            }
            long w0 = Bytes.word(b, t + 1);
            long w1 = Bytes.word(b, t + 9);
            long x0 = (w0 | DELIMITER_BIT) ^ DELIMITER;
            long x1 = (w1 | DELIMITER_BIT) ^ DELIMITER;
            int n0 = Bytes.firstHigh((x0 - Bytes.ONES) & ~x0 & Bytes.HIGH); // 8 if there is none
            int n1 = Bytes.firstHigh((x1 - Bytes.ONES) & ~x1 & Bytes.HIGH);
            int second = -(n0 >>> 3); // all bits set if the name goes on in the second word
            int q = t + 1 + n0 + (n1 & second);
            w0 &= MASK[n0];
            w1 &= MASK[n1] & second;
            if (b[q] != ':') {
                if (n0 == 3 && b[q] == '>' && Bytes.upper(w0) == AdifScanner.EOR_WORD) {
                    endTag = t;
                    doubtful = -1;
                    p = q + 1;
                }
                break;
            }
            int length = b[q + 1] - '0';
            int r = q + 2;
            int digit = b[r] - '0';
            if (digit >= 0 && digit <= 9) {
                length = length * 10 + digit;
                r++;
            }
            if (b[r] == ':' && isLetter(b[r + 1])) {
                r += 2;
            }
            int from = r + 1;
            int to = from + length;
            if (b[r] != '>' || b[q + 1] < '0' || b[q + 1] > '9' || b[q - 1] == 0) {
                break;
            }
            int id = names.spelled(w0, w1);
            if (id < 0) {
                break;
            }
            doubtful = -1;
            if (to > ascii) {
                doubtful = t;
                to = dialect.unit() == LengthUnit.BYTES ? to : Utf8.skip(b, from, limit, length);
                ascii = Bytes.indexOfHigh(b, to, limit);
            }
            if (recovers && Overrun.opens(b, from, to)) {
                doubtful = -1;
                ascii = -1;
                break;
            }
            if (n == 0) {
                firstTag = t;
            }
            ids[n] = id;
            froms[n] = from;
            tos[n] = to;
            n++;
            p = to;
        }
        high = ascii;
        if (doubtful >= 0) {
            n--;
            p = doubtful;
            high = -1;
        }
        count = n;
        return p;
    }

    private static boolean isLetter(byte c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    }
}
