package org.everycore.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels as devices get them: made from {@code src/main/cuda} by a developer, so that a node needs a driver and no toolkit. */
final class Ptx {
    private Ptx() {}

    /** The text; its first line names the source it was made from. */
    static String text() {
        try (InputStream in = Ptx.class.getResourceAsStream("everycore.ptx")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
