package org.everycore.photonics.engine;

/** Multiplies blocks of kets by an operator: all that a library for linear algebra has to offer. */
public interface OperatorKernel extends BlockKernel {
    /** y = U x; y is another block than x. */
    void multiply(Operator u, KetBlock x, KetBlock y, int lanes);

    /** y = y + U x; y is another block than x. */
    void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes);
}
