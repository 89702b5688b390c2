/* Latent vectors and the product states that circuits start from: SampleRandom, InputEncoder. */

/* Normal draws of samples first, first + 1, ...: Philox 4x32-10, two draws a block. */
KERNEL ec_latent(u32 key0, u32 key1, u32 stream, u64 first, int latent, OUT_D z, int lanes)
{
    int s = LANE;
    if (s >= lanes) {
        return;
    }
    u64 sample = first + (u64) s;
    for (int j = 0; j < latent; j += 2) {
        u32 x0 = (u32) (j / 2);
        u32 x1 = stream;
        u32 x2 = (u32) sample;
        u32 x3 = (u32) (sample >> 32);
        u32 k0 = key0;
        u32 k1 = key1;
        ROLLED for (int round = 0; round < 10; round++) {
            u32 high0 = MULHI(0xD2511F53u, x0);
            u32 low0 = 0xD2511F53u * x0;
            u32 high1 = MULHI(0xCD9E8D57u, x2);
            u32 low1 = 0xCD9E8D57u * x2;
            x0 = high1 ^ x1 ^ k0;
            x1 = low1;
            x2 = high0 ^ x3 ^ k1;
            x3 = low0;
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        ROLLED for (int i = 0; i < 2 && j + i < latent; i++) {
            u64 word = i == 0 ? ((u64) x1 << 32) | x0 : ((u64) x3 << 32) | x2;
            z[(j + i) * lanes + s] = quantile(ADD(MUL((double) (word >> 11), 0x1p-53), 0x1p-54));
        }
    }
}

/* Samples one after the other to lanes side by side. */
KERNEL ec_gather(CONST_D rows, int width, OUT_D to, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < width; j += ROWS) {
        to[j * lanes + s] = rows[s * width + j];
    }
}

/* And back. */
KERNEL ec_scatter(CONST_D from, int width, OUT_D rows, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < width; j += ROWS) {
        rows[s * width + j] = from[j * lanes + s];
    }
}

/*
 * Amplitudes alpha of every mode and e^{-|alpha|^2/2} of every lane. form: 0 z scaled, 1 z times a matrix that holds the scale, 2
 * real displacements, 3 radius and phase.
 */
KERNEL ec_amplitudes(int form, double scale, CONST_D matrix, CONST_D z, int latent, int modes, OUT_D ar, OUT_D ai, OUT_D norm,
        int lanes)
{
    int s = LANE;
    if (s >= lanes) {
        return;
    }
    double square = 0;
    for (int m = 0; m < modes; m++) {
        double a = 0;
        double b = 0;
        if (form == 0) {
            a = MUL(scale, z[m * lanes + s]);
            b = MUL(scale, z[(modes + m) * lanes + s]);
        } else if (form == 1) {
            for (int j = 0; j < latent; j++) {
                a = FMA(matrix[m * latent + j], z[j * lanes + s], a);
                b = FMA(matrix[(modes + m) * latent + j], z[j * lanes + s], b);
            }
        } else if (form == 2) {
            a = MUL(scale, z[m % latent * lanes + s]);
        } else {
            double r = MUL(scale, z[2 * m % latent * lanes + s]);
            double phase = z[(2 * m + 1) % latent * lanes + s];
            a = MUL(r, sin_strict(phase, 1));
            b = MUL(r, sin_strict(phase, 0));
        }
        ar[m * lanes + s] = a;
        ai[m * lanes + s] = b;
        square = FMA(b, b, FMA(a, a, square));
    }
    norm[s] = exp_strict(MUL(-0.5, square));
}

/* alpha^n / sqrt(n!) of every mode, by rows of modes. */
KERNEL ec_levels(CONST_D ar, CONST_D ai, CONST_D inverse_root, int modes, int cutoff, OUT_D re, OUT_D im, int lanes)
{
    int s = LANE;
    for (int m = ROW; s < lanes && m < modes; m += ROWS) {
        double c = 1;
        double d = 0;
        double p = ar[m * lanes + s];
        double q = ai[m * lanes + s];
        for (int n = 0; n < cutoff; n++) {
            if (n > 0) {
                double a = MUL(inverse_root[n], p);
                double b = MUL(inverse_root[n], q);
                double e = FMA(a, c, -MUL(b, d));
                d = FMA(a, d, MUL(b, c));
                c = e;
            }
            re[(m * cutoff + n) * lanes + s] = c;
            im[(m * cutoff + n) * lanes + s] = d;
        }
    }
}

/* The product state of the modes' levels, by rows of amplitudes. */
KERNEL ec_product(CONST_D norm, CONST_D level_re, CONST_D level_im, int modes, int cutoff, int dimension, OUT_D re, OUT_D im,
        int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        int below = dimension / cutoff;
        int n = a / below;
        double c = MUL(norm[s], level_re[n * lanes + s]);
        double d = MUL(norm[s], level_im[n * lanes + s]);
        for (int m = 1; m < modes; m++) {
            below /= cutoff;
            n = m * cutoff + a / below % cutoff;
            double p = level_re[n * lanes + s];
            double q = level_im[n * lanes + s];
            double e = TURN_RE(c, d, p, q);
            d = TURN_IM(c, d, p, q);
            c = e;
        }
        re[a * lanes + s] = c;
        im[a * lanes + s] = d;
    }
}

/* The vacuum, where z shifts the circuit's parameters. */
KERNEL ec_vacuum(int dimension, OUT_D re, OUT_D im, int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        re[a * lanes + s] = a == 0 ? 1 : 0;
        im[a * lanes + s] = 0;
    }
}
