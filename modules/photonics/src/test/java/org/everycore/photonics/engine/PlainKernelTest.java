package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainKernelTest {
    @Test
    void givesTheBitsOfTheReference() {
        assertThat(KernelCheck.differences(Kernels.PLAIN)).isEmpty();
    }
}
