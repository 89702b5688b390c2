package org.everycore.radio.award;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Temporary files for what memory is not to hold: nameless where the system allows it, so that nothing is left however the program ends. */
final class Spill {
    private Spill() {}

    /** A file that is gone when it is closed, or when nobody refers to it any more. */
    static FileChannel open(String name) throws IOException {
        try {
            Path path = Files.createTempFile(name, ".tmp");
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes all that remains in the buffer; gives how many bytes. */
    static int write(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        int bytes = buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                at += file.write(buffer, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes;
    }

    /** Fills the buffer. */
    static void read(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        try {
            while (buffer.hasRemaining()) {
                int n = file.read(buffer, at);
                if (n < 0) {
                    throw new EOFException("a temporary file ends too early");
                }
                at += n;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static IOException failed(IOException e) {
        String folder = System.getProperty("java.io.tmpdir");
        return new IOException(
                folder + ": " + e.getMessage()
                        + "; counting logs of this size needs room for temporary files, in another folder with"
                        + " EVERYCORE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                e);
    }
}
