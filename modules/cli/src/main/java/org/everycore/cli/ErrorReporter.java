package org.everycore.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.everycore.client.ClientException;
import org.everycore.client.RefusedException;
import org.everycore.client.UnreachableException;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.logbook.LogbookException;
import org.everycore.logbook.digest.DigestException;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.radio.adif.NotALogException;
import org.everycore.radio.convert.ConvertException;
import org.everycore.radio.entity.CountryFileException;

/** Turns whatever ended a command into one line for a person, an exit code, and a stack trace in the log file. */
final class ErrorReporter {
    private final Session session;

    ErrorReporter(Session session) {
        this.session = session;
    }

    /** Tells of the failure and gives the exit code that it ends with. */
    ExitCode report(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof BrokenPipe) {
            return ExitCode.OK;
        }
        Told told = told(cause);
        if (session.json()) {
            session.err().println(json(told, cause));
        } else {
            line(told.line());
        }
        if (session.verbose()) {
            cause.printStackTrace(session.err());
        } else if (told.keep()) {
            keep(cause);
        }
        return told.code();
    }

    private void line(String text) {
        session.err().println(session.errStyle().bad("everycore:") + " " + oneLine(text));
    }

    /** As the HTTP API gives an error, in one line. */
    private static String json(Told told, Throwable cause) {
        ObjectNode error = Json.mapper().createObjectNode();
        String field = null;
        String code = told.code().name().toLowerCase(Locale.ROOT);
        if (cause instanceof SpecException spec) {
            field = spec.field();
        } else if (cause instanceof Failure failure) {
            field = failure.field().orElse(null);
        } else if (cause instanceof RefusedException refused) {
            code = refused.code();
            field = refused.field().orElse(null);
        }
        error.putObject("error")
                .put("code", code)
                .put("message", oneLine(told.line()))
                .put("field", field);
        return error.toString();
    }

    /** What a person is told, and whether the stack trace is worth keeping. */
    private record Told(ExitCode code, String line, boolean keep) {}

    private Told told(Throwable cause) {
        if (cause instanceof Failure failure) {
            return new Told(failure.code(), failure.getMessage(), failure.getCause() != null);
        }
        if (cause instanceof NotALogException || cause instanceof SpecException || cause instanceof CircuitException) {
            return new Told(ExitCode.WRONG_INPUT, cause.getMessage(), false);
        }
        if (cause instanceof LogbookException
                || cause instanceof CountryFileException
                || cause instanceof ConvertException
                || cause instanceof DigestException) {
            return new Told(logbook(cause), cause.getMessage(), false);
        }
        if (cause instanceof ClientException) {
            return new Told(server(cause), cause.getMessage() + hint(cause), false);
        }
        if (cause instanceof CancellationException) {
            return new Told(ExitCode.CANCELLED, "cancelled", false);
        }
        if (cause instanceof IOException io) {
            return file(io);
        }
        if (cause instanceof OutOfMemoryError) {
            return new Told(
                    ExitCode.FAILED,
                    "out of memory (" + cause.getMessage()
                            + "); try fewer --workers, or more memory with EVERYCORE_JAVA_OPTS=-Xmx...",
                    true);
        }
        return new Told(
                ExitCode.FAILED,
                "internal error: " + cause + "; the stack trace is in "
                        + session.folders().log(),
                true);
    }

    private static String hint(Throwable cause) {
        return cause instanceof UnreachableException away && away.refused()
                ? "; 'everycore node' starts a server here, --server names another"
                : "";
    }

    private static ExitCode server(Throwable cause) {
        if (cause instanceof UnreachableException) {
            return ExitCode.UNREACHABLE;
        }
        boolean asked = cause instanceof RefusedException refused && refused.callersFault();
        return asked ? ExitCode.WRONG_INPUT : ExitCode.FAILED;
    }

    /** What a logbook refuses is the caller's to mend, what its database refuses is not; one that is away is unreachable. */
    private static ExitCode logbook(Throwable cause) {
        boolean database = false;
        for (Throwable at = cause.getCause(); at != null; at = at.getCause()) {
            if (at instanceof ConnectException || at instanceof UnknownHostException) {
                return ExitCode.UNREACHABLE;
            }
            database |= at instanceof SQLException;
        }
        return database ? ExitCode.FAILED : ExitCode.WRONG_INPUT;
    }

    private static Told file(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("no space left") || message.contains("Disk quota")) {
            return new Told(
                    ExitCode.FAILED, message + "; nothing half-written is left: free some space and try again", false);
        }
        if (e instanceof NoSuchFileException missing) {
            return new Told(ExitCode.WRONG_INPUT, missing.getFile() + ": no such file or folder", false);
        }
        if (e instanceof AccessDeniedException denied) {
            return new Told(ExitCode.WRONG_INPUT, denied.getFile() + ": no permission", false);
        }
        if (e instanceof NotDirectoryException file) {
            return new Told(ExitCode.WRONG_INPUT, file.getFile() + ": is not a folder", false);
        }
        if (e instanceof FileSystemException at) {
            String reason = at.getReason() == null ? at.getClass().getSimpleName() : at.getReason();
            return new Told(ExitCode.FAILED, at.getFile() + ": " + reason, true);
        }
        return new Told(ExitCode.FAILED, message.equals("null") ? e.toString() : message, true);
    }

    static Throwable unwrapped(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null
                && (at instanceof UncheckedIOException
                        || at instanceof ExecutionException
                        || at instanceof CompletionException
                        || at.getClass().getName().equals("picocli.CommandLine$ExecutionException"))) {
            at = at.getCause();
        }
        return at;
    }

    /** Line breaks and other control characters never reach the terminal: they may come from a hostile file. */
    static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    private void keep(Throwable cause) {
        Path log = session.folders().log();
        try {
            Files.createDirectories(log.getParent());
            try (PrintStream file = new PrintStream(
                    Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    false,
                    StandardCharsets.UTF_8)) {
                file.print(Instant.now() + " ");
                cause.printStackTrace(file);
            }
        } catch (IOException e) {
            session.err().println("everycore: the stack trace could not be written to " + log + ": " + e.getMessage());
        }
    }
}
