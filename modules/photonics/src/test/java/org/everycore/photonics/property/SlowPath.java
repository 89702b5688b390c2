package org.everycore.photonics.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;

/**
 * Circuits by textbook: each gate is the exponential of its generator between many more levels than asked for, cut down to
 * the cutoff, and multiplied into the ket element by element. Shares no code with the engine.
 *
 * <p>The exponential of a cut generator is exact for the low levels as long as what would pass the high cut is negligible;
 * gates are kept weak enough in the tests that use this.
 */
final class SlowPath {
    private final int modes;
    private final int cutoff;
    private final int high;
    private final Map<String, double[][]> cache = new HashMap<>();

    SlowPath(int modes, int cutoff, int high) {
        this.modes = modes;
        this.cutoff = cutoff;
        this.high = high;
    }

    /** Real and imaginary parts of the ket that elementary gates make of the vacuum. */
    double[][] run(List<Operation> gates) {
        int size = (int) Math.round(Math.pow(cutoff, modes));
        double[][] ket = new double[2][size];
        ket[0][0] = 1;
        for (Operation op : gates) {
            for (Operation part : parts(op)) {
                ket = apply(matrix(part), part.modes(), ket);
            }
        }
        return ket;
    }

    /**
     * The gates that Strawberry Fields cuts part by part, by its formulas, which are not the engine's: P(s) squeezes by
     * arccosh √(1 + s²/4) and turns; CX(s) has two beamsplitters of ½ atan2(-sech r, -tanh r) and π/2 more, r = -asinh(s/2).
     */
    private static List<Operation> parts(Operation op) {
        double s = op.params().length == 1 ? op.params()[0] : 0;
        int a = op.modes()[0];
        int b = op.modes()[op.modes().length - 1];
        return switch (op.kind()) {
            case QUADRATIC_PHASE -> {
                double r = Math.log(Math.sqrt(1 + s * s / 4) + Math.abs(s) / 2);
                double theta = Math.atan(s / 2);
                yield List.of(
                        Operation.of(GateKind.SQUEEZING, new double[] {r, -Math.PI / 2 * Math.signum(s) - theta}, a),
                        Operation.of(GateKind.ROTATION, new double[] {theta}, a));
            }
            case CONTROLLED_X -> controlledX(s, a, b);
            case CONTROLLED_Z -> {
                List<Operation> all = new ArrayList<>();
                all.add(Operation.of(GateKind.ROTATION, new double[] {-Math.PI / 2}, b));
                all.addAll(controlledX(s, a, b));
                all.add(Operation.of(GateKind.ROTATION, new double[] {Math.PI / 2}, b));
                yield all;
            }
            default -> List.of(op);
        };
    }

    private static List<Operation> controlledX(double s, int a, int b) {
        double r = -Math.signum(s) * Math.log(Math.abs(s) / 2 + Math.sqrt(s * s / 4 + 1));
        double theta = 0.5 * Math.atan2(-1 / Math.cosh(r), -Math.tanh(r));
        return List.of(
                Operation.of(GateKind.BEAMSPLITTER, new double[] {theta, 0}, a, b),
                Operation.of(GateKind.SQUEEZING, new double[] {r, 0}, a),
                Operation.of(GateKind.SQUEEZING, new double[] {-r, 0}, b),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {theta + Math.PI / 2, 0}, a, b));
    }

    /** Multiplies a matrix between local levels into a ket. */
    private double[][] apply(double[][] u, int[] on, double[][] ket) {
        int size = ket[0].length;
        int local = on.length == 1 ? cutoff : cutoff * cutoff;
        double[][] out = new double[2][size];
        for (int a = 0; a < size; a++) {
            int from = digits(a, on);
            for (int to = 0; to < local; to++) {
                double re = u[0][to * local + from];
                double im = u[1][to * local + from];
                int b = replaced(a, on, to);
                out[0][b] += re * ket[0][a] - im * ket[1][a];
                out[1][b] += re * ket[1][a] + im * ket[0][a];
            }
        }
        return out;
    }

    private int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }

    private int digits(int index, int[] on) {
        int level = 0;
        for (int mode : on) {
            level = level * cutoff + index / stride(mode) % cutoff;
        }
        return level;
    }

    private int replaced(int index, int[] on, int level) {
        int result = index;
        for (int i = on.length - 1, rest = level; i >= 0; i--, rest /= cutoff) {
            int stride = stride(on[i]);
            result += (rest % cutoff - index / stride % cutoff) * stride;
        }
        return result;
    }

    private double[][] matrix(Operation op) {
        return cache.computeIfAbsent(op.kind() + Arrays.toString(op.params()), key -> compute(op));
    }

    private double[][] compute(Operation op) {
        double[] p = op.params();
        return switch (op.kind()) {
            case DISPLACEMENT -> {
                // α a† - α* a
                Dense g = new Dense(high);
                for (int n = 0; n + 1 < high; n++) {
                    double root = p[0] * Math.sqrt(n + 1);
                    g.add(n + 1, n, root * Math.cos(p[1]), root * Math.sin(p[1]));
                    g.add(n, n + 1, -root * Math.cos(p[1]), root * Math.sin(p[1]));
                }
                yield one(g.exponential());
            }
            case SQUEEZING -> {
                // ½(ζ* a² - ζ a†²)
                Dense g = new Dense(high);
                for (int n = 0; n + 2 < high; n++) {
                    double root = 0.5 * p[0] * Math.sqrt((n + 1.0) * (n + 2.0));
                    g.add(n, n + 2, root * Math.cos(p[1]), -root * Math.sin(p[1]));
                    g.add(n + 2, n, -root * Math.cos(p[1]), -root * Math.sin(p[1]));
                }
                yield one(g.exponential());
            }
            case ROTATION -> diagonal(1, n -> p[0] * n);
            case KERR -> diagonal(1, n -> p[0] * n * n);
            case CROSS_KERR -> diagonal(2, n -> p[0] * Math.floorDiv(n, cutoff) * (n % cutoff));
            case CUBIC_PHASE -> cubic(p[0]);
            case BEAMSPLITTER -> beamsplitter(p[0], p[1]).cut(cutoff);
            case MACH_ZEHNDER -> {
                TwoModes half = beamsplitter(Math.PI / 4, Math.PI / 2);
                yield half.afterFirstPhase(p[0])
                        .times(half.afterFirstPhase(p[1]))
                        .cut(cutoff);
            }
            case TWO_MODE_SQUEEZING -> twoModeSqueezing(p[0], p[1]);
            default -> throw new IllegalArgumentException(op.kind() + " is not elementary");
        };
    }

    /** The low corner of a matrix between {@code high} levels. */
    private double[][] one(Dense u) {
        double[][] low = new double[2][cutoff * cutoff];
        for (int i = 0; i < cutoff; i++) {
            for (int j = 0; j < cutoff; j++) {
                low[0][i * cutoff + j] = u.re[i * u.size + j];
                low[1][i * cutoff + j] = u.im[i * u.size + j];
            }
        }
        return low;
    }

    private double[][] diagonal(int on, java.util.function.IntToDoubleFunction phase) {
        int local = on == 1 ? cutoff : cutoff * cutoff;
        double[][] u = new double[2][local * local];
        for (int n = 0; n < local; n++) {
            u[0][n * local + n] = Math.cos(phase.applyAsDouble(n));
            u[1][n * local + n] = Math.sin(phase.applyAsDouble(n));
        }
        return u;
    }

    /** exp(i gamma X³/6) of the cut X, as the convention wants it. */
    private double[][] cubic(double gamma) {
        Dense x = new Dense(cutoff);
        for (int n = 0; n + 1 < cutoff; n++) {
            x.add(n, n + 1, Math.sqrt(n + 1), 0);
            x.add(n + 1, n, Math.sqrt(n + 1), 0);
        }
        Dense cube = x.times(x).times(x);
        Dense g = new Dense(cutoff);
        for (int i = 0; i < cube.re.length; i++) {
            g.im[i] = gamma / 6 * cube.re[i];
        }
        return one(g.exponential());
    }

    /** One exponential a total photon number, on all of its levels: no cut anywhere. */
    private TwoModes beamsplitter(double theta, double phi) {
        Dense[] blocks = new Dense[2 * cutoff - 1];
        for (int total = 0; total < blocks.length; total++) {
            Dense g = new Dense(total + 1);
            for (int m = 0; m < total; m++) {
                // theta(e^{i phi} a1 a2† - e^{-i phi} a1† a2) between |m+1, n-1> and |m, n>, n = total - m
                double root = theta * Math.sqrt((m + 1.0) * (total - m));
                g.add(m, m + 1, root * Math.cos(phi), root * Math.sin(phi));
                g.add(m + 1, m, -root * Math.cos(phi), root * Math.sin(phi));
            }
            blocks[total] = g.exponential();
        }
        return new TwoModes(blocks);
    }

    /** A photon-number conserving matrix, by total number and photons in the first mode. */
    private record TwoModes(Dense[] blocks) {
        TwoModes times(TwoModes other) {
            Dense[] products = new Dense[blocks.length];
            Arrays.setAll(products, t -> blocks[t].times(other.blocks[t]));
            return new TwoModes(products);
        }

        TwoModes afterFirstPhase(double phi) {
            Dense[] turned = new Dense[blocks.length];
            for (int total = 0; total < turned.length; total++) {
                Dense phase = new Dense(total + 1);
                for (int m = 0; m <= total; m++) {
                    phase.add(m, m, Math.cos(phi * m), Math.sin(phi * m));
                }
                turned[total] = blocks[total].times(phase);
            }
            return new TwoModes(turned);
        }

        double[][] cut(int cutoff) {
            int local = cutoff * cutoff;
            double[][] u = new double[2][local * local];
            for (int m = 0; m < cutoff; m++) {
                for (int n = 0; n < cutoff; n++) {
                    for (int p = 0; p < cutoff; p++) {
                        int q = m + n - p;
                        if (q >= 0 && q < cutoff) {
                            Dense block = blocks[m + n];
                            int at = (m * cutoff + n) * local + p * cutoff + q;
                            u[0][at] = block.re[m * block.size + p];
                            u[1][at] = block.im[m * block.size + p];
                        }
                    }
                }
            }
            return u;
        }
    }

    /** One exponential a difference of photon numbers, up to {@code high} pairs. */
    private double[][] twoModeSqueezing(double r, double phi) {
        int local = cutoff * cutoff;
        double[][] u = new double[2][local * local];
        for (int difference = 0; difference < cutoff; difference++) {
            Dense g = new Dense(high);
            for (int n = 0; n + 1 < high; n++) {
                double root = r * Math.sqrt((n + 1.0) * (n + 1.0 + difference));
                g.add(n + 1, n, root * Math.cos(phi), root * Math.sin(phi));
                g.add(n, n + 1, -root * Math.cos(phi), root * Math.sin(phi));
            }
            Dense block = g.exponential();
            for (int to = 0; to + difference < cutoff; to++) {
                for (int from = 0; from + difference < cutoff; from++) {
                    double re = block.re[to * high + from];
                    double im = block.im[to * high + from];
                    int a = ((to + difference) * cutoff + to) * local + (from + difference) * cutoff + from;
                    int b = (to * cutoff + to + difference) * local + from * cutoff + from + difference;
                    u[0][a] = re;
                    u[1][a] = im;
                    u[0][b] = re;
                    u[1][b] = im;
                }
            }
        }
        return u;
    }

    /** A square complex matrix with the exponential by scaling, Taylor series and squaring. */
    private static final class Dense {
        private final int size;
        private final double[] re;
        private final double[] im;

        Dense(int size) {
            this.size = size;
            this.re = new double[size * size];
            this.im = new double[size * size];
        }

        void add(int row, int column, double real, double imaginary) {
            re[row * size + column] += real;
            im[row * size + column] += imaginary;
        }

        Dense times(Dense other) {
            Dense product = new Dense(size);
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < size; k++) {
                    double a = re[i * size + k];
                    double b = im[i * size + k];
                    if (a == 0 && b == 0) {
                        continue;
                    }
                    for (int j = 0; j < size; j++) {
                        double c = other.re[k * size + j];
                        double d = other.im[k * size + j];
                        product.re[i * size + j] += a * c - b * d;
                        product.im[i * size + j] += a * d + b * c;
                    }
                }
            }
            return product;
        }

        Dense exponential() {
            double norm = 0;
            for (int i = 0; i < size; i++) {
                double row = 0;
                for (int j = 0; j < size; j++) {
                    row += Math.hypot(re[i * size + j], im[i * size + j]);
                }
                norm = Math.max(norm, row);
            }
            int squarings = 0;
            while (norm > 0.25) {
                norm /= 2;
                squarings++;
            }
            Dense scaled = new Dense(size);
            for (int i = 0; i < re.length; i++) {
                scaled.re[i] = Math.scalb(re[i], -squarings);
                scaled.im[i] = Math.scalb(im[i], -squarings);
            }
            Dense sum = new Dense(size);
            for (int i = 0; i < size; i++) {
                sum.re[i * size + i] = 1;
            }
            Dense term = sum;
            for (int k = 1; k <= 12; k++) {
                term = term.times(scaled);
                Dense next = new Dense(size);
                for (int i = 0; i < re.length; i++) {
                    term.re[i] /= k;
                    term.im[i] /= k;
                    next.re[i] = sum.re[i] + term.re[i];
                    next.im[i] = sum.im[i] + term.im[i];
                }
                sum = next;
            }
            for (int i = 0; i < squarings; i++) {
                sum = sum.times(sum);
            }
            return sum;
        }
    }
}
