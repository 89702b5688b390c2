/*
 * log, exp, sin and cos as StrictMath defines them: the algorithms and constants of fdlibm (Sun Microsystems, 1993), one rounding
 * after the other. And the quantiles of the normal distribution as InverseNormal has them (Wichura, AS 241).
 */
FN int high_word(double x)
{
    return (int) (BITS(x) >> 32);
}

FN double of_high_word(int high)
{
    return OF_BITS((s64) high << 32);
}

/* x > 0, finite and normal. */
FN double log_strict(double x)
{
    s64 bits = BITS(x);
    int hx = (int) (bits >> 32);
    int k = (hx >> 20) - 1023;
    hx &= 0xfffff;
    int i = (hx + 0x95f64) & 0x100000;
    double f = SUB(OF_BITS(((s64) (hx | (i ^ 0x3ff00000)) << 32) | (bits & 0xffffffffL)), 1.0);
    k += i >> 20;
    double dk = (double) k;
    double hi = MUL(dk, 6.93147180369123816490e-01);
    double lo = MUL(dk, 1.90821492927058770002e-10);
    if ((0x000fffff & (2 + hx)) < 3) {
        if (f == 0) {
            return k == 0 ? 0.0 : ADD(hi, lo);
        }
        double r = MUL(MUL(f, f), SUB(0.5, MUL(0.33333333333333333, f)));
        return k == 0 ? SUB(f, r) : SUB(hi, SUB(SUB(r, lo), f));
    }
    double s = DIV(f, ADD(2.0, f));
    double z = MUL(s, s);
    double w = MUL(z, z);
    double t1 = ADD(2.222219843214978396e-01, MUL(w, 1.531383769920937332e-01));
    t1 = MUL(w, ADD(3.999999999940941908e-01, MUL(w, t1)));
    double t2 = ADD(1.818357216161805012e-01, MUL(w, 1.479819860511658591e-01));
    t2 = ADD(2.857142874366239149e-01, MUL(w, t2));
    t2 = MUL(z, ADD(6.666666666666735130e-01, MUL(w, t2)));
    double r = ADD(t2, t1);
    if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
        double h = MUL(MUL(0.5, f), f);
        double g = MUL(s, ADD(h, r));
        return k == 0 ? SUB(f, SUB(h, g)) : SUB(hi, SUB(SUB(h, ADD(g, lo)), f));
    }
    double g = MUL(s, SUB(f, r));
    return k == 0 ? SUB(f, g) : SUB(hi, SUB(SUB(g, lo), f));
}

/* Finite x. */
FN double exp_strict(double x)
{
    if (x > 7.09782712893383973096e+02) {
        return OF_BITS(0x7ff0000000000000L);
    }
    if (x < -7.45133219101941108420e+02) {
        return 0.0;
    }
    int negative = x < 0;
    int hx = high_word(x) & 0x7fffffff;
    int k = 0;
    double hi = 0;
    double lo = 0;
    if (hx > 0x3fd62e42) {
        if (hx < 0x3FF0A2B2) {
            hi = negative ? ADD(x, 6.93147180369123816490e-01) : SUB(x, 6.93147180369123816490e-01);
            lo = negative ? -1.90821492927058770002e-10 : 1.90821492927058770002e-10;
            k = negative ? -1 : 1;
        } else {
            k = (int) ADD(MUL(1.44269504088896338700e+00, x), negative ? -0.5 : 0.5);
            double t = (double) k;
            hi = SUB(x, MUL(t, 6.93147180369123816490e-01));
            lo = MUL(t, 1.90821492927058770002e-10);
        }
        x = SUB(hi, lo);
    } else if (hx < 0x3e300000) {
        return ADD(1.0, x);
    }
    double t = MUL(x, x);
    double c = ADD(-1.65339022054652515390e-06, MUL(t, 4.13813679705723846039e-08));
    c = ADD(6.61375632143793436117e-05, MUL(t, c));
    c = ADD(-2.77777777770155933842e-03, MUL(t, c));
    c = ADD(1.66666666666666019037e-01, MUL(t, c));
    c = SUB(x, MUL(t, c));
    if (k == 0) {
        return SUB(1.0, SUB(DIV(MUL(x, c), SUB(c, 2.0)), x));
    }
    double y = SUB(1.0, SUB(SUB(lo, DIV(MUL(x, c), SUB(2.0, c))), hi));
    if (k >= -1021) {
        return OF_BITS(BITS(y) + ((s64) k << 52));
    }
    /* 2^-1000 at the end, so that a result below the normal numbers is rounded once. */
    return MUL(OF_BITS(BITS(y) + ((s64) (k + 1000) << 52)), OF_BITS(0x0170000000000000L));
}

FN double sin_near_zero(double x, double y, int tail)
{
    if ((high_word(x) & 0x7fffffff) < 0x3e400000) {
        return x;
    }
    double z = MUL(x, x);
    double v = MUL(z, x);
    double r = ADD(-2.50507602534068634195e-08, MUL(z, 1.58969099521155010221e-10));
    r = ADD(2.75573137070700676789e-06, MUL(z, r));
    r = ADD(-1.98412698298579493134e-04, MUL(z, r));
    r = ADD(8.33333333332248946124e-03, MUL(z, r));
    if (!tail) {
        return ADD(x, MUL(v, ADD(-1.66666666666666324348e-01, MUL(z, r))));
    }
    return SUB(x, SUB(SUB(MUL(z, SUB(MUL(0.5, y), MUL(v, r))), y), MUL(v, -1.66666666666666324348e-01)));
}

FN double cos_near_zero(double x, double y)
{
    int ix = high_word(x) & 0x7fffffff;
    if (ix < 0x3e400000) {
        return 1.0;
    }
    double z = MUL(x, x);
    double r = ADD(2.08757232129817482790e-09, MUL(z, -1.13596475577881948265e-11));
    r = ADD(-2.75573143513906633035e-07, MUL(z, r));
    r = ADD(2.48015872894767294178e-05, MUL(z, r));
    r = ADD(-1.38888888888741095749e-03, MUL(z, r));
    r = MUL(z, ADD(4.16666666666666019037e-02, MUL(z, r)));
    double rest = SUB(MUL(z, r), MUL(x, y));
    if (ix < 0x3FD33333) {
        return SUB(1.0, SUB(MUL(0.5, z), rest));
    }
    double qx = ix > 0x3fe90000 ? 0.28125 : of_high_word(ix - 0x00200000);
    double hz = SUB(MUL(0.5, z), qx);
    return SUB(SUB(1.0, qx), SUB(hz, rest));
}

/* The quadrant of x, and x less that many pi/2 in two parts; |x| < 2^19 pi/2. */
FN int quadrant(double x, double *y0, double *y1)
{
    int hx = high_word(x);
    int ix = hx & 0x7fffffff;
    if (ix <= 0x3fe921fb) {
        *y0 = x;
        *y1 = 0;
        return 0;
    }
    double t = x < 0 ? -x : x;
    double a;
    double b;
    int n;
    if (ix < 0x4002d97c) {
        n = 1;
        double z = SUB(t, 1.57079632673412561417e+00);
        double w = 6.07710050650619224932e-11;
        if (ix == 0x3ff921fb) {
            z = SUB(z, 6.07710050630396597660e-11);
            w = 2.02226624879595063154e-21;
        }
        a = SUB(z, w);
        b = SUB(SUB(z, a), w);
    } else {
        n = (int) ADD(MUL(t, 6.36619772367581382433e-01), 0.5);
        double fn = (double) n;
        double r = SUB(t, MUL(fn, 1.57079632673412561417e+00));
        double w = MUL(fn, 6.07710050650619224932e-11);
        a = SUB(r, w);
        /* Near a multiple of pi/2 more digits of it are taken. */
        if (n >= 32 || ix == high_word(MUL(fn, 1.57079632679489661923))) {
            int j = ix >> 20;
            if (j - ((high_word(a) >> 20) & 0x7ff) > 16) {
                double u = r;
                w = MUL(fn, 6.07710050630396597660e-11);
                r = SUB(u, w);
                w = SUB(MUL(fn, 2.02226624879595063154e-21), SUB(SUB(u, r), w));
                a = SUB(r, w);
                if (j - ((high_word(a) >> 20) & 0x7ff) > 49) {
                    u = r;
                    w = MUL(fn, 2.02226624871116645580e-21);
                    r = SUB(u, w);
                    w = SUB(MUL(fn, 8.47842766036889956997e-32), SUB(SUB(u, r), w));
                    a = SUB(r, w);
                }
            }
        }
        b = SUB(SUB(r, a), w);
    }
    *y0 = hx < 0 ? -a : a;
    *y1 = hx < 0 ? -b : b;
    return hx < 0 ? -n : n;
}

/* sin(x) for turn 0, cos(x) for turn 1. */
FN double sin_strict(double x, int turn)
{
    double y0;
    double y1;
    int n = quadrant(x, &y0, &y1);
    int tail = (high_word(x) & 0x7fffffff) > 0x3fe921fb;
    int q = (n + turn) & 3;
    double v = q & 1 ? cos_near_zero(y0, y1) : sin_near_zero(y0, y1, tail);
    return q & 2 ? -v : v;
}

FN double polynomial(double r, double a, double b, double c, double d, double e, double f, double g, double h)
{
    double t = ADD(MUL(a, r), b);
    t = ADD(MUL(t, r), c);
    t = ADD(MUL(t, r), d);
    t = ADD(MUL(t, r), e);
    t = ADD(MUL(t, r), f);
    t = ADD(MUL(t, r), g);
    return ADD(MUL(t, r), h);
}

/* The x with P(X <= x) = p for standard normal X, 0 < p < 1. */
FN double quantile(double p)
{
    double q = SUB(p, 0.5);
    if ((q < 0 ? -q : q) <= 0.425) {
        double r = SUB(0.180625, MUL(q, q));
        double n = polynomial(r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2,
                3.3871328727963666080e0);
        double d = polynomial(r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
                2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0);
        return MUL(q, DIV(n, d));
    }
    double r = SQRT(-log_strict(q < 0 ? p : SUB(1.0, p)));
    double n;
    double d;
    if (r <= 5.0) {
        r = SUB(r, 1.6);
        n = polynomial(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0,
                1.42343711074968357734e0);
        d = polynomial(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0,
                1.0);
    } else {
        r = SUB(r, 5.0);
        n = polynomial(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0,
                6.65790464350110377720e0);
        d = polynomial(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
                7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1,
                1.0);
    }
    double x = DIV(n, d);
    return q < 0 ? -x : x;
}

/* For the test of each function: 0 log, 1 exp, 2 sin, 3 cos, 4 quantile. */
KERNEL ec_function(int which, CONST_D x, OUT_D y, int lanes)
{
    int s = LANE;
    if (s < lanes) {
        double a = x[s];
        y[s] = which == 0 ? log_strict(a) : which == 1 ? exp_strict(a) : which < 4 ? sin_strict(a, which - 2) : quantile(a);
    }
}
