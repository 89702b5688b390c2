package org.everycore.photonics.circuit;

/** What has been measured so far, by mode, for operations that take it. Owned by one thread. */
public final class Outcomes {
    private final double[] re;
    private final double[] im;
    private final boolean[] known;

    public Outcomes(int modes) {
        this.re = new double[modes];
        this.im = new double[modes];
        this.known = new boolean[modes];
    }

    /** The same outcomes, to go on from. */
    public Outcomes copy() {
        Outcomes copy = new Outcomes(re.length);
        System.arraycopy(re, 0, copy.re, 0, re.length);
        System.arraycopy(im, 0, copy.im, 0, im.length);
        System.arraycopy(known, 0, copy.known, 0, known.length);
        return copy;
    }

    /** Takes the outcome of a measurement, its numbers at {@code from}. */
    public void take(Operation measurement, double[] numbers, int from) {
        int at = from;
        for (int mode : measurement.modes()) {
            known[mode] = true;
            re[mode] = numbers[at++];
            im[mode] = measurement.kind() == GateKind.MEASURE_HETERODYNE ? numbers[at++] : 0;
        }
    }

    /** The operation with the parameters that it takes from outcomes. */
    public Operation resolve(Operation op) {
        if (op.measured().isEmpty()) {
            return op;
        }
        double[] params = op.params().clone();
        op.measured().forEach((param, value) -> {
            for (int mode : value.modes()) {
                if (!known[mode]) {
                    throw new CircuitException(
                            "takes q" + mode + ", which is drawn and not selected: draw shots instead");
                }
            }
            params[param] = value.at(re, im);
        });
        return op.resolved(params);
    }
}
