package org.everycore.photonics.gbs;

import java.util.Arrays;

/**
 * Amplitudes of a multi-mode Gaussian pure state by sums over pairings of photons: loop hafnians with repeated rows, and the whole
 * distribution of one further mode in one go. Owned by one thread; buffers are kept from call to call.
 *
 * <p>The state's stellar function is exp(½ zᵀBz + γᵀz). With a(p) the amplitude of photon numbers p, divided by that of the vacuum,
 * and any mode i: √(pᵢ+1) a(p+eᵢ) = γᵢ a(p) + Σⱼ Bᵢⱼ √pⱼ a(p-eⱼ). Photons are taken one after the other, always of the last mode begun, and
 * of the modes taken before only those lacks of photons are kept that the photons to come can bring about: after c of N photons a lack
 * of N-c at most. For N photons in N modes these are about 1.62ᴺ states instead of 2ᴺ (Koivisto, "Partitioning into sets of bounded
 * cardinality", IWPEC 2009), and repeated photons of a mode multiply them less. All is sums of products: no inclusion and exclusion, so
 * nothing cancels that does not cancel in the amplitude itself.
 *
 * <p>A further mode k, coupled by β = B·ₖ, makes every γᵢ into γᵢ + βᵢz. States then carry polynomials in z of as many degrees as they
 * have photons. The d-th coefficient is kept times √d!, which is the amplitude of d photons in mode k that all pair with other modes.
 *
 * <p>A state is a block of doubles: degrees by the states of the first modes, which are kept whole because they make long loops.
 */
final class PairingTable {
    /** States of the first modes that are kept whole; of more, loops get longer but more of what they compute is not needed. */
    private static final int WHOLE = 24;

    private static final double[] ROOTS = new double[4096];

    static {
        for (int i = 0; i < ROOTS.length; i++) {
            ROOTS[i] = Math.sqrt(i);
        }
    }

    private final long mostBytes;
    /** Coefficients of the answer, by degree. */
    double[] re = new double[64];

    double[] im = new double[64];

    // What is asked for, modes in the order in which they are taken.
    private int modes;
    private int photons;
    private int degrees;
    private int[] count = new int[16];
    private int[] from = new int[16];
    private double[] bRe = new double[256];
    private double[] bIm = new double[256];
    private double[] gRe = new double[16];
    private double[] gIm = new double[16];
    private double[] hRe = new double[16];
    private double[] hIm = new double[16];

    // The modes that are kept whole.
    private int wholeModes;
    private int whole;
    private double[][] digitRoot = new double[16][0];
    private int[] stride = new int[16];

    // States of the modes after these: lacks of photons, in lexicographic order.
    private Level level = new Level();
    private Level next = new Level();
    private Plane[] planes = {new Plane(), new Plane()};

    /** @param mostBytes that tables may take; more is refused with {@link TooManyPhotonsException} */
    PairingTable(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whole numbers for each state of the later modes. */
    private static final class Level {
        int states;
        int[] lack = new int[64];
        /** For each mode, the state with one more of its photons lacking; -1 where there is none. */
        int[][] less = new int[16][0];
        /** What each mode has of its photons. */
        int[][] has = new int[16][0];

        void reset() {
            states = 1;
            lack[0] = 0;
        }

        void ensure(int most, int modesSoFar) {
            if (lack.length < most) {
                lack = new int[Math.max(most, 2 * lack.length)];
            }
            if (less.length < modesSoFar) {
                less = Arrays.copyOf(less, 2 * modesSoFar);
                has = Arrays.copyOf(has, 2 * modesSoFar);
            }
            for (int j = 0; j < modesSoFar; j++) {
                if (less[j] == null || less[j].length < most) {
                    less[j] = new int[lack.length];
                    has[j] = new int[lack.length];
                }
            }
        }
    }

    /** Amplitudes of the states of a level, at one number of photons of the mode being taken. */
    private static final class Plane {
        double[] re = new double[256];
        double[] im = new double[256];
        int[] start = new int[64];
        int[] rows = new int[64];

        void ensure(long numbers, int states) {
            if (re.length < numbers) {
                int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(numbers, 3L * re.length / 2));
                re = new double[length];
                im = new double[length];
            }
            if (start.length < states) {
                start = new int[Math.max(states, 2 * start.length)];
                rows = new int[start.length];
            }
        }
    }

    /**
     * Computes the amplitude of a pattern into {@link #re} and {@link #im}[0], relative to the vacuum's: the loop hafnian divided by
     * √∏nᵢ!; with a further mode the coefficients of degree 0 to the number of photons.
     *
     * @param n photon numbers by mode; only the first {@code size} modes are looked at
     * @param bReal real parts of the symmetric matrix, rows of {@code width}
     * @param bImag its imaginary parts
     * @param open the further mode, or -1
     * @return the number of coefficients
     */
    int compute(
            int size, int[] n, double[] bReal, double[] bImag, int width, double[] gReal, double[] gImag, int open) {
        take(size, n, bReal, bImag, width, gReal, gImag, open);
        degrees = open < 0 ? 1 : photons + 1;
        if (re.length < degrees) {
            re = new double[2 * degrees];
            im = new double[2 * degrees];
        }
        takeWhole();
        int left = photons;
        for (int i = 0; i < wholeModes; i++) {
            left -= count[i];
        }
        level.reset();
        for (int i = wholeModes; i < modes; i++) {
            takeMode(i, left);
            left -= count[i];
        }
        Plane last = planes[0];
        for (int d = 0; d < degrees; d++) {
            int at = d * whole + whole - 1;
            re[d] = d < last.rows[0] ? last.re[at] : 0;
            im[d] = d < last.rows[0] ? last.im[at] : 0;
        }
        return degrees;
    }

    /** Modes that have photons, those of many first: they make few states for their photons. */
    private void take(
            int size, int[] n, double[] bReal, double[] bImag, int width, double[] gReal, double[] gImag, int open) {
        modes = 0;
        photons = 0;
        for (int i = 0; i < size; i++) {
            if (n[i] > 0) {
                ensureModes(modes + 1);
                int at = modes++;
                for (; at > 0 && n[from[at - 1]] < n[i]; at--) {
                    from[at] = from[at - 1];
                }
                from[at] = i;
                photons += n[i];
            }
        }
        if (photons >= ROOTS.length) {
            throw new TooManyPhotonsException(photons, Double.NaN);
        }
        if (bRe.length < modes * modes) {
            bRe = new double[2 * modes * modes];
            bIm = new double[2 * modes * modes];
        }
        for (int i = 0; i < modes; i++) {
            int row = from[i] * width;
            count[i] = n[from[i]];
            gRe[i] = gReal[from[i]];
            gIm[i] = gImag[from[i]];
            for (int j = 0; j < modes; j++) {
                bRe[i * modes + j] = bReal[row + from[j]];
                bIm[i * modes + j] = bImag[row + from[j]];
            }
            hRe[i] = open < 0 ? 0 : bReal[row + open];
            hIm[i] = open < 0 ? 0 : bImag[row + open];
        }
    }

    private void ensureModes(int most) {
        if (count.length < most) {
            int length = 2 * most;
            count = Arrays.copyOf(count, length);
            from = Arrays.copyOf(from, length);
            gRe = Arrays.copyOf(gRe, length);
            gIm = Arrays.copyOf(gIm, length);
            hRe = Arrays.copyOf(hRe, length);
            hIm = Arrays.copyOf(hIm, length);
            stride = Arrays.copyOf(stride, length);
            digitRoot = Arrays.copyOf(digitRoot, length);
        }
    }

    /** The first modes: every state, by the recurrence on the last mode that has a photon. */
    private void takeWhole() {
        whole = 1;
        wholeModes = 0;
        int held = 0;
        while (wholeModes < modes && (wholeModes == 0 || whole * (count[wholeModes] + 1L) <= WHOLE)) {
            stride[wholeModes] = whole;
            whole = Math.multiplyExact(whole, count[wholeModes] + 1);
            held += count[wholeModes];
            wholeModes++;
        }
        int rows = Math.min(degrees, held + 1);
        Plane out = planes[0];
        guard((long) rows * whole);
        out.ensure((long) rows * whole, 1);
        out.start[0] = 0;
        out.rows[0] = rows;
        Arrays.fill(out.re, 0, rows * whole, 0);
        Arrays.fill(out.im, 0, rows * whole, 0);
        out.re[0] = 1;
        for (int i = 0; i < wholeModes; i++) {
            digits(i);
            for (int t = 1; t <= count[i]; t++) {
                for (int x = 0; x < stride[i]; x++) {
                    wholeState(out, rows, i, t, t * stride[i] + x);
                }
            }
        }
    }

    private void digits(int i) {
        if (digitRoot[i] == null || digitRoot[i].length < whole) {
            digitRoot[i] = new double[Math.max(whole, WHOLE)];
        }
        double[] root = digitRoot[i];
        for (int x = 0; x < whole; x++) {
            root[x] = ROOTS[x / stride[i] % (count[i] + 1)];
        }
    }

    /** a(x) from the states with one photon fewer of mode i, the last that has any in x. */
    private void wholeState(Plane out, int rows, int i, int t, int x) {
        int below = x - stride[i];
        double scale = 1 / ROOTS[t];
        int held = t;
        for (int j = 0; j < i; j++) {
            held += below / stride[j] % (count[j] + 1);
        }
        int most = Math.min(rows, held + 1);
        double[] outRe = out.re;
        double[] outIm = out.im;
        for (int d = 0; d < most; d++) {
            int row = d * whole;
            double sumRe = gRe[i] * outRe[row + below] - gIm[i] * outIm[row + below];
            double sumIm = gRe[i] * outIm[row + below] + gIm[i] * outRe[row + below];
            if (d > 0) {
                double pr = outRe[row - whole + below];
                double pi = outIm[row - whole + below];
                sumRe += ROOTS[d] * (hRe[i] * pr - hIm[i] * pi);
                sumIm += ROOTS[d] * (hRe[i] * pi + hIm[i] * pr);
            }
            for (int j = 0; j <= i; j++) {
                double root = j == i ? ROOTS[t - 1] : digitRoot[j][below];
                if (root != 0) {
                    int at = row + below - stride[j];
                    double br = bRe[i * modes + j] * root;
                    double bi = bIm[i * modes + j] * root;
                    sumRe += br * outRe[at] - bi * outIm[at];
                    sumIm += br * outIm[at] + bi * outRe[at];
                }
            }
            outRe[row + x] = sumRe * scale;
            outIm[row + x] = sumIm * scale;
        }
    }

    /** Takes all photons of mode i; before it, {@code left} photons were to come, so a lack of so many at most is known. */
    private void takeMode(int i, int left) {
        int n = count[i];
        int later = i - wholeModes;
        if (planes.length < n + 2) {
            int had = planes.length;
            planes = Arrays.copyOf(planes, n + 2);
            for (int k = had; k < planes.length; k++) {
                planes[k] = new Plane();
            }
        }
        for (int t = 1; t <= n; t++) {
            photon(i, later, t, left - t);
        }
        merge(i, later, left - n);
    }

    /** One photon more of mode i, for every state whose lack is at most {@code most}. */
    private void photon(int i, int later, int t, int most) {
        Plane below = planes[t - 1];
        Plane out = planes[t];
        long numbers = 0;
        for (int s = 0; s < level.states; s++) {
            if (level.lack[s] <= most) {
                numbers += (long) Math.min(degrees, below.rows[s] + 1) * whole;
            }
        }
        guard(numbers);
        out.ensure(numbers, level.states);
        int at = 0;
        double scale = 1 / ROOTS[t];
        for (int s = 0; s < level.states; s++) {
            if (level.lack[s] > most) {
                continue;
            }
            int rows = Math.min(degrees, below.rows[s] + 1);
            int length = rows * whole;
            out.start[s] = at;
            out.rows[s] = rows;
            int in = below.start[s];
            int inLength = below.rows[s] * whole;
            double gr = gRe[i] * scale;
            double gi = gIm[i] * scale;
            Blocks.scaled(gr, gi, below.re, below.im, in, out.re, out.im, at, inLength);
            if (length > inLength) {
                Arrays.fill(out.re, at + inLength, at + length, 0);
                Arrays.fill(out.im, at + inLength, at + length, 0);
            }
            for (int d = 1; d < rows; d++) {
                double root = ROOTS[d] * scale;
                Blocks.add(
                        hRe[i] * root,
                        hIm[i] * root,
                        below.re,
                        below.im,
                        in + (d - 1) * whole,
                        out.re,
                        out.im,
                        at + d * whole,
                        whole);
            }
            for (int j = 0; j < wholeModes; j++) {
                Blocks.addBelow(
                        bRe[i * modes + j] * scale,
                        bIm[i * modes + j] * scale,
                        digitRoot[j],
                        stride[j],
                        whole,
                        below.re,
                        below.im,
                        in,
                        out.re,
                        out.im,
                        at,
                        below.rows[s]);
            }
            for (int j = 0; j < later; j++) {
                int has = level.has[j][s];
                if (has > 0) {
                    double root = ROOTS[has] * scale;
                    int k = i * modes + wholeModes + j;
                    int other = level.less[j][s];
                    int otherRows = Math.min(rows, below.rows[other]);
                    Blocks.add(
                            bRe[k] * root,
                            bIm[k] * root,
                            below.re,
                            below.im,
                            below.start[other],
                            out.re,
                            out.im,
                            at,
                            otherRows * whole);
                }
            }
            if (t > 1) {
                Plane two = planes[t - 2];
                double root = ROOTS[t - 1] * scale;
                int k = i * modes + i;
                Blocks.add(
                        bRe[k] * root,
                        bIm[k] * root,
                        two.re,
                        two.im,
                        two.start[s],
                        out.re,
                        out.im,
                        at,
                        two.rows[s] * whole);
            }
            at += length;
        }
    }

    private void guard(long numbers) {
        double bytes = 32.0 * numbers;
        if (bytes > mostBytes) {
            throw new TooManyPhotonsException(photons, bytes);
        }
    }

    /** The planes of mode i become states of their own: plane n-m is a lack of m. */
    private void merge(int i, int later, int most) {
        int n = count[i];
        long states = 0;
        long numbers = 0;
        for (int s = 0; s < level.states; s++) {
            int last = Math.min(n, most - level.lack[s]);
            for (int m = 0; m <= last; m++) {
                states++;
                numbers += (long) planes[n - m].rows[s] * whole;
            }
        }
        guard(numbers + states * (later + 1));
        next.ensure((int) states, later + 1);
        next.states = (int) states;
        Plane out = planes[n + 1];
        out.ensure(numbers, (int) states);
        int to = 0;
        int at = 0;
        int[] first = firstChild(level.states);
        for (int s = 0; s < level.states; s++) {
            first[s] = to;
            int last = Math.min(n, most - level.lack[s]);
            for (int m = 0; m <= last; m++, to++) {
                Plane plane = planes[n - m];
                int length = plane.rows[s] * whole;
                System.arraycopy(plane.re, plane.start[s], out.re, at, length);
                System.arraycopy(plane.im, plane.start[s], out.im, at, length);
                out.start[to] = at;
                out.rows[to] = plane.rows[s];
                at += length;
                next.lack[to] = level.lack[s] + m;
                next.has[later][to] = n - m;
                next.less[later][to] = m < last ? to + 1 : -1;
            }
        }
        for (int j = 0; j < later; j++) {
            links(j, n, most, first);
        }
        planes[n + 1] = planes[0];
        planes[0] = out;
        Level old = level;
        level = next;
        next = old;
    }

    private void links(int j, int n, int most, int[] first) {
        int[] has = next.has[j];
        int[] less = next.less[j];
        int[] oldHas = level.has[j];
        int[] oldLess = level.less[j];
        for (int s = 0; s < level.states; s++) {
            int room = most - level.lack[s];
            int last = Math.min(n, room);
            int to = first[s];
            for (int m = 0; m <= last; m++) {
                has[to + m] = oldHas[s];
                // The other state lacks one more, and exists where the limit leaves room for it.
                less[to + m] = oldHas[s] > 0 && m < room ? first[oldLess[s]] + m : -1;
            }
        }
    }

    private int[] firsts = new int[64];

    private int[] firstChild(int states) {
        if (firsts.length < states) {
            firsts = new int[2 * states];
        }
        return firsts;
    }
}
