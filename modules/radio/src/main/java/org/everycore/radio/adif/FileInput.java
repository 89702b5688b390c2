package org.everycore.radio.adif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file from some byte on as a stream of large reads into the reader's own buffer. */
final class FileInput extends InputStream {
    private static final int MOST = 256 << 10;

    private final FileChannel channel;

    FileInput(Path file, long from) throws IOException {
        channel = FileChannel.open(file);
        channel.position(from);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(b, offset, Math.min(MOST, length)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
