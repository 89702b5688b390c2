package org.everycore.photonics.engine;

/** A pass with its angles given: it takes kets forward, their cotangents back, and tells what its angles are worth. */
interface BoundPass {
    /** Angles that take a gradient. */
    int angles();

    Angle angle(int index);

    /** Whether every lane has its own value. */
    boolean perLane();

    /** y = M x. */
    void forward(KetBlock x, KetBlock y, int lanes);

    /** μ = M† λ. */
    void backward(KetBlock lambda, KetBlock mu, int lanes);

    /**
     * Re&lt;λ, ∂y/∂angle&gt; of each lane, for each angle.
     *
     * @param scratch a ket block to write to
     * @param out angle j of lane s at {@code j * lanes + s}
     */
    void angleGradients(KetBlock x, KetBlock y, KetBlock lambda, KetBlock scratch, int lanes, double[] out);
}
