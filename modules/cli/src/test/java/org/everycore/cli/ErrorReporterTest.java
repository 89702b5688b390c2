package org.everycore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorReporterTest {
    @TempDir
    Path folder;

    @Test
    void eachSortOfFailureHasItsCodeAndItsLine() {
        check(new SpecException("spec.modes", 0, "must be 1 to 8"), 2, "everycore: spec.modes = 0: must be 1 to 8");
        check(new NoSuchFileException("a.adi"), 2, "everycore: a.adi: no such file or folder");
        check(new UncheckedIOException(new AccessDeniedException("a.adi")), 2, "everycore: a.adi: no permission");
        check(new CancellationException(), 3, "everycore: cancelled");
        check(new Failure(ExitCode.UNREACHABLE, "no gateway"), 4, "everycore: no gateway");
        check(
                new FileSystemException("out.npy", null, "No space left on device"),
                1,
                "everycore: out.npy: No space left on device; nothing half-written is left: free some space and try again");
    }

    @Test
    void hostileTextStaysOnOneLineWithoutControlCharacters() {
        check(new Failure(ExitCode.FAILED, "a\r\nb\u001b[2Jc"), 1, "everycore: a b?[2Jc");
    }

    @Test
    void anInternalErrorLeavesItsStackTraceInTheLog() throws IOException {
        Throwable thrown = new ExecutionException(new IllegalStateException("broken"));

        TestSession.Captured captured = TestSession.capture(folder);
        ExitCode code = new ErrorReporter(captured.session()).report(thrown);

        assertThat(code).isEqualTo(ExitCode.FAILED);
        Path log = captured.session().folders().log();
        assertThat(captured.err())
                .isEqualTo("everycore: internal error: java.lang.IllegalStateException: broken; the stack trace is in "
                        + log + "\n");
        assertThat(Files.readString(log)).contains("IllegalStateException: broken", "ErrorReporterTest");
    }

    @Test
    void aReaderThatIsGoneEndsQuietlyAndAFullDiskLoudly() {
        check(written("Broken pipe"), 0, "");
        check(written("No space left on device"), 1, "everycore: standard output: No space left on device");
    }

    private static Throwable written(String reason) {
        try (ResultStream out = new ResultStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        })) {
            out.write(1);
        } catch (IOException | RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    private void check(Throwable thrown, int code, String line) {
        TestSession.Captured captured = TestSession.capture(folder);

        assertThat(new ErrorReporter(captured.session()).report(thrown).status())
                .isEqualTo(code);
        assertThat(captured.err().stripTrailing()).isEqualTo(line);
    }
}
