package org.everycore.gpu;

import org.everycore.gpu.PtxMachine.Step;

/** The instructions of PTX that occur in the kernels, each as a step on registers. Doubles lie in registers as their bits. */
final class PtxInstructions {
    private PtxInstructions() {}

    static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException("PTX that the tests do not know: " + what);
    }

    private static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long b(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** {@code op to, x, y, z, w}: numbers of registers. */
    static Step step(String op, int to, int x, int y, int z, int w) {
        return op.startsWith("setp.")
                ? test(op, to, x, y)
                : op.contains("f64") ? doubles(op, to, x, y, z) : whole(op, to, x, y, z, w);
    }

    private static Step doubles(String op, int to, int x, int y, int z) {
        return switch (op) {
            case "fma.rn.f64" -> t -> t.r[to] = b(Math.fma(d(t.r[x]), d(t.r[y]), d(t.r[z])));
            case "mul.rn.f64" -> t -> t.r[to] = b(d(t.r[x]) * d(t.r[y]));
            case "add.rn.f64" -> t -> t.r[to] = b(d(t.r[x]) + d(t.r[y]));
            case "sub.rn.f64" -> t -> t.r[to] = b(d(t.r[x]) - d(t.r[y]));
            case "div.rn.f64" -> t -> t.r[to] = b(d(t.r[x]) / d(t.r[y]));
            case "sqrt.rn.f64" -> t -> t.r[to] = b(Math.sqrt(d(t.r[x])));
            case "neg.f64" -> t -> t.r[to] = t.r[x] ^ Long.MIN_VALUE;
            case "abs.f64" -> t -> t.r[to] = t.r[x] & Long.MAX_VALUE;
            case "mov.f64" -> t -> t.r[to] = t.r[x];
            case "selp.f64" -> t -> t.r[to] = t.r[z] != 0 ? t.r[x] : t.r[y];
            case "cvt.rn.f64.s32" -> t -> t.r[to] = b((int) t.r[x]);
            // Numbers here are below 2^53.
            case "cvt.rn.f64.u64" -> t -> t.r[to] = b((double) t.r[x]);
            case "cvt.rzi.s32.f64" -> t -> t.r[to] = (int) d(t.r[x]);
            default -> throw unknown(op);
        };
    }

    /** The low half, as a register of 32 bits holds it. */
    private static int low(long number) {
        return (int) number;
    }

    private static Step whole(String op, int to, int x, int y, int z, int w) {
        return switch (op) {
            case "mov.u64", "mov.b64", "mov.u32", "mov.b32", "mov.pred", "cvta.to.global.u64" -> t -> t.r[to] = t.r[x];
            case "add.s64", "add.u64" -> t -> t.r[to] = t.r[x] + t.r[y];
            case "sub.s64" -> t -> t.r[to] = t.r[x] - t.r[y];
            case "mul.lo.s64" -> t -> t.r[to] = t.r[x] * t.r[y];
            case "mad.lo.s64" -> t -> t.r[to] = t.r[x] * t.r[y] + t.r[z];
            case "add.u32", "add.s32" -> t -> t.r[to] = (int) (t.r[x] + t.r[y]);
            case "sub.s32" -> t -> t.r[to] = (int) (t.r[x] - t.r[y]);
            case "neg.s32" -> t -> t.r[to] = -(int) t.r[x];
            case "mul.lo.s32" -> t -> t.r[to] = low((long) (int) t.r[x] * (int) t.r[y]);
            case "mad.lo.s32" -> t -> t.r[to] = low((long) (int) t.r[x] * (int) t.r[y] + (int) t.r[z]);
            case "mul.wide.s32" -> t -> t.r[to] = (long) (int) t.r[x] * (int) t.r[y];
            case "mul.hi.u32" -> t -> t.r[to] = (int) ((t.r[x] & 0xFFFFFFFFL) * (t.r[y] & 0xFFFFFFFFL) >>> 32);
            case "div.s32" -> t -> t.r[to] = (int) t.r[x] / (int) t.r[y];
            case "rem.s32" -> t -> t.r[to] = (int) t.r[x] % (int) t.r[y];
            case "div.u32" -> t -> t.r[to] = Integer.divideUnsigned((int) t.r[x], (int) t.r[y]);
            case "rem.u32" -> t -> t.r[to] = Integer.remainderUnsigned((int) t.r[x], (int) t.r[y]);
            case "min.s32" -> t -> t.r[to] = Math.min((int) t.r[x], (int) t.r[y]);
            case "max.s32" -> t -> t.r[to] = Math.max((int) t.r[x], (int) t.r[y]);
            case "selp.b32", "selp.b64", "selp.u32", "selp.s32" -> t -> t.r[to] = t.r[z] != 0 ? t.r[x] : t.r[y];
            case "xor.b32" -> t -> t.r[to] = (int) (t.r[x] ^ t.r[y]);
            case "and.b32" -> t -> t.r[to] = (int) (t.r[x] & t.r[y]);
            case "or.b32" -> t -> t.r[to] = (int) (t.r[x] | t.r[y]);
            case "not.b32" -> t -> t.r[to] = (int) ~t.r[x];
            case "and.b64", "and.pred" -> t -> t.r[to] = t.r[x] & t.r[y];
            case "or.b64", "or.pred" -> t -> t.r[to] = t.r[x] | t.r[y];
            case "xor.pred" -> t -> t.r[to] = t.r[x] ^ t.r[y];
            case "not.pred" -> t -> t.r[to] = t.r[x] ^ 1;
            case "shl.b32" -> t -> t.r[to] = t.r[y] > 31 ? 0 : (int) t.r[x] << (int) t.r[y];
            case "shr.u32" -> t -> t.r[to] = t.r[y] > 31 ? 0 : (int) t.r[x] >>> (int) t.r[y];
            case "shr.s32" -> t -> t.r[to] = (int) t.r[x] >> Math.min(31, (int) t.r[y]);
            case "shl.b64" -> t -> t.r[to] = t.r[y] > 63 ? 0 : t.r[x] << t.r[y];
            case "shr.u64" -> t -> t.r[to] = t.r[y] > 63 ? 0 : t.r[x] >>> t.r[y];
            case "shr.s64" -> t -> t.r[to] = t.r[x] >> Math.min(63, t.r[y]);
            case "cvt.u64.u32" -> t -> t.r[to] = t.r[x] & 0xFFFFFFFFL;
            case "cvt.u32.u64", "cvt.s64.s32" -> t -> t.r[to] = (int) t.r[x];
            case "bfi.b64" ->
                t -> {
                    long mask = (t.r[w] >= 64 ? -1L : (1L << t.r[w]) - 1) << t.r[z];
                    t.r[to] = t.r[y] & ~mask | t.r[x] << t.r[z] & mask;
                };
            default -> throw unknown(op);
        };
    }

    private static Step test(String op, int to, int x, int y) {
        return switch (op) {
            case "setp.eq.s32", "setp.eq.b32" -> t -> t.r[to] = (int) t.r[x] == (int) t.r[y] ? 1 : 0;
            case "setp.ne.s32", "setp.ne.b32" -> t -> t.r[to] = (int) t.r[x] != (int) t.r[y] ? 1 : 0;
            case "setp.lt.s32" -> t -> t.r[to] = (int) t.r[x] < (int) t.r[y] ? 1 : 0;
            case "setp.le.s32" -> t -> t.r[to] = (int) t.r[x] <= (int) t.r[y] ? 1 : 0;
            case "setp.gt.s32" -> t -> t.r[to] = (int) t.r[x] > (int) t.r[y] ? 1 : 0;
            case "setp.ge.s32" -> t -> t.r[to] = (int) t.r[x] >= (int) t.r[y] ? 1 : 0;
            case "setp.lt.u32" -> t -> t.r[to] = Integer.compareUnsigned((int) t.r[x], (int) t.r[y]) < 0 ? 1 : 0;
            case "setp.le.u32" -> t -> t.r[to] = Integer.compareUnsigned((int) t.r[x], (int) t.r[y]) <= 0 ? 1 : 0;
            case "setp.gt.u32" -> t -> t.r[to] = Integer.compareUnsigned((int) t.r[x], (int) t.r[y]) > 0 ? 1 : 0;
            case "setp.ge.u32" -> t -> t.r[to] = Integer.compareUnsigned((int) t.r[x], (int) t.r[y]) >= 0 ? 1 : 0;
            case "setp.lt.u64" -> t -> t.r[to] = Long.compareUnsigned(t.r[x], t.r[y]) < 0 ? 1 : 0;
            case "setp.gt.u64" -> t -> t.r[to] = Long.compareUnsigned(t.r[x], t.r[y]) > 0 ? 1 : 0;
            case "setp.eq.f64" -> t -> t.r[to] = d(t.r[x]) == d(t.r[y]) ? 1 : 0;
            case "setp.lt.f64" -> t -> t.r[to] = d(t.r[x]) < d(t.r[y]) ? 1 : 0;
            case "setp.le.f64" -> t -> t.r[to] = d(t.r[x]) <= d(t.r[y]) ? 1 : 0;
            case "setp.gt.f64" -> t -> t.r[to] = d(t.r[x]) > d(t.r[y]) ? 1 : 0;
            case "setp.ge.f64" -> t -> t.r[to] = d(t.r[x]) >= d(t.r[y]) ? 1 : 0;
            case "setp.gtu.f64" -> t -> t.r[to] = d(t.r[x]) <= d(t.r[y]) ? 0 : 1;
            case "setp.ltu.f64" -> t -> t.r[to] = d(t.r[x]) >= d(t.r[y]) ? 0 : 1;
            default -> throw unknown(op);
        };
    }
}
