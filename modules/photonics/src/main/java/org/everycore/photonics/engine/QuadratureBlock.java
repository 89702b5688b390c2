package org.everycore.photonics.engine;

/** <x> and <p> of every mode of kets side by side: mode m of lane s at {@code m * lanes + s}. A buffer, reused. */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record QuadratureBlock(double[] x, double[] p) {
    public QuadratureBlock(int modes, int lanes) {
        this(new double[modes * lanes], new double[modes * lanes]);
    }
}
