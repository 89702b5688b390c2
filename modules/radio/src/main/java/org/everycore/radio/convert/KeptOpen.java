package org.everycore.radio.convert;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream whose owner closes it: closing here only flushes. */
public final class KeptOpen extends FilterOutputStream {
    public KeptOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        out.write(data, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
