package org.everycore.radio.award;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Temporary files for what memory is not to hold: nameless where the system allows it, so that nothing is left however the program ends. */
final class Spill {
    private Spill() {}

    /** A file that is gone when it is closed, or when nobody refers to it any more. */
    static FileChannel open(String name) throws IOException {
        Path path = null;
        try {
            path = Files.createTempFile(name, ".tmp");
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            if (path != null) {
                Files.deleteIfExists(path);
            }
            throw noRoom(e);
        }
    }

    /** Writes all that remains in the buffer; gives how many bytes. */
    static int write(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        int bytes = buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                at += file.write(buffer, at);
            }
        } catch (ClosedChannelException e) {
            throw e; // nobody waits for it any more
        } catch (IOException e) {
            throw noRoom(e);
        }
        return bytes;
    }

    /** Fills the buffer. */
    static void read(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            int n = file.read(buffer, at);
            if (n < 0) {
                throw new EOFException("a temporary file ends too early");
            }
            at += n;
        }
    }

    private static IOException noRoom(IOException e) {
        String folder = System.getProperty("java.io.tmpdir");
        return new IOException(
                folder + ": " + (e instanceof FileSystemException file ? reason(file) : e.getMessage())
                        + "; counting logs of this size needs room for temporary files, in another folder with"
                        + " EVERYCORE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                e);
    }

    private static String reason(FileSystemException e) {
        return e.getReason() != null
                ? e.getReason()
                : e instanceof NoSuchFileException ? "no such folder" : "cannot be written";
    }
}
