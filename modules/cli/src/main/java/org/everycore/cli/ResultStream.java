package org.everycore.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output as commands write results to it: a {@link java.io.PrintStream} swallows write errors, so they are made
 * unchecked here and end the command, quietly when a pipe's reader is gone, with one line when the disk is full.
 */
final class ResultStream extends FilterOutputStream {
    private boolean failed;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        if (failed) {
            return;
        }
        try {
            out.write(data, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() {
        if (failed) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(IOException e) {
        failed = true;
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe") || message.contains("connection reset")
                ? new BrokenPipe()
                : new Failure(ExitCode.FAILED, "standard output: " + e.getMessage(), e);
    }
}
