package org.everycore.photonics.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.everycore.photonics.engine.KernelCheck;
import org.everycore.photonics.engine.Kernels;
import org.junit.jupiter.api.Test;

/** The bits of the reference, for whole registers, for rests, for single lanes. */
final class VectorKernelTest {
    @Test
    void isTheFastestKernelThatThisJvmHas() {
        assertThat(Kernels.fastest().passes()).isInstanceOf(VectorKernel.class);
        assertThat(Kernels.named("vector").name()).isEqualTo("vector");
    }

    @Test
    void givesTheBitsOfTheReference() {
        VectorKernel vectors = new VectorKernel(true);
        assertThat(KernelCheck.differences(new Kernels(vectors, vectors))).isEmpty();
    }
}
