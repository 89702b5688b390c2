package org.everycore.photonics.engine;

/** A pass with its angles given: it takes kets forward, their cotangents back, and tells what its angles are worth. */
interface BoundPass {
    PassView view();

    /** Sets the shared parameters. */
    void bind(BoundProgram bound);

    /** Sets the parameters that differ by lane. */
    void bindLanes(double[] params, int lanes);

    /** Angles that take a gradient. */
    int angles();

    Angle angle(int number);

    /** Whether every lane has its own value. */
    boolean perLane();

    /** Whether {@link #forward} may write over what it reads. */
    boolean inPlace();

    /** Real multiply-adds of one ket. */
    double multiplyAdds();

    /** Amplitudes of each lane that {@link #forward} keeps for {@link #adjoint}, besides the ket before the pass. */
    default long keptAmplitudes() {
        return 0;
    }

    /** y = M x. */
    void forward(KetBlock x, KetBlock y, int lanes);

    /** The same, for another ket than x, with a spare one that may be written to; x stays as it is. */
    default void forward(KetBlock x, KetBlock y, KetBlock spare, int lanes) {
        forward(x, y, lanes);
    }

    /**
     * Takes λ back to M† λ, and finds Re&lt;λ, ∂(M x)/∂angle&gt; of each lane, for each angle.
     *
     * @param x the ket before the pass, which {@link #forward} has taken last
     * @param spare another block, which may be written to
     * @param out angle j of lane s at {@code j * lanes + s}
     * @return which of lambda and spare holds M† λ
     */
    KetBlock adjoint(KetBlock x, KetBlock lambda, KetBlock spare, int lanes, double[] out);
}
