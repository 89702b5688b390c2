package org.everycore.radio.award;

import java.util.Arrays;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.NormalMode;

/** The normal modes of the pairs of MODE and SUBMODE that a worker has met, each found once; a pair is known by the numbers of its values. */
final class ModePairs {
    private static final int UNKNOWN = -1;

    private final ColumnValues modes;
    private final ColumnValues submodes;
    private final Texts texts;
    private final boolean asLogged;
    /** By mode and submode, each one higher than its number so that 0 is none: text number and group in one int. */
    private int[][] pairs = new int[0][];

    /** @param asLogged whether MODE is taken as it stands, by itself */
    ModePairs(ColumnValues modes, ColumnValues submodes, Texts texts, boolean asLogged) {
        this.modes = modes;
        this.submodes = submodes;
        this.texts = texts;
        this.asLogged = asLogged;
    }

    /** A pair, to ask {@link #group} and {@link #text} of; -1 as a number means that there is no such value. */
    int of(int mode, int submode) {
        int m = mode + 1;
        int s = submode + 1;
        if (m < pairs.length && s < pairs[m].length && pairs[m][s] != UNKNOWN) {
            return pairs[m][s];
        }
        return learn(m, s);
    }

    private int learn(int m, int s) {
        if (m >= pairs.length) {
            int old = pairs.length;
            pairs = Arrays.copyOf(pairs, 2 * m + 2);
            Arrays.fill(pairs, old, pairs.length, new int[0]);
        }
        if (s >= pairs[m].length) {
            int old = pairs[m].length;
            pairs[m] = Arrays.copyOf(pairs[m], 2 * s + 2);
            Arrays.fill(pairs[m], old, pairs[m].length, UNKNOWN);
        }
        String mode = m == 0 ? "" : modes.text(m - 1);
        NormalMode normal =
                asLogged ? new NormalMode(mode, "") : NormalMode.of(mode, s == 0 ? "" : submodes.text(s - 1));
        pairs[m][s] = texts.number(normal.text()) * EmissionGroup.COUNT
                + normal.group().index();
        return pairs[m][s];
    }

    static int group(int pair) {
        return pair % EmissionGroup.COUNT;
    }

    /** The number of the pair's text among the texts. */
    static int text(int pair) {
        return pair / EmissionGroup.COUNT;
    }
}
