package org.everycore.photonics.engine;

/**
 * What computes on blocks of kets side by side: {@link OperatorKernel} multiplies them by whole operators, {@link PassKernel} takes
 * them through passes. {@link ReferenceKernel} says which sums, in which order.
 */
public interface BlockKernel {
    /** What reports call it. */
    String name();

    /** Whether it has reached its speed; bits do not depend on it. */
    default boolean compiled() {
        return true;
    }

    /** Waits until it has reached its speed, but not longer than this: for whoever measures it. */
    default void awaitCompiled(long nanos) throws InterruptedException {
        long begun = System.nanoTime();
        while (!compiled() && System.nanoTime() - begun < nanos) {
            Thread.sleep(20);
        }
    }
}
