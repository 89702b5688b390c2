package org.everycore.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.everycore.cluster.api.ServiceException;
import org.everycore.cluster.blob.BlobException;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.ErrorDocument;
import org.everycore.runtime.record.DamagedRecordException;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.StoreException;
import org.everycore.runtime.record.StoreUnavailableException;
import org.everycore.runtime.record.UnknownJobException;

/** A refusal as HTTP tells it: a status, and {@code {"error": {"code", "message", "field"}}}. */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final int status;
    private final String code;
    private final String field;
    private final transient Duration retryAfter;

    HttpProblem(int status, String code, String field, String message) {
        this(status, code, field, message, null);
    }

    HttpProblem(int status, String code, String field, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** What any failure looks like from outside; empty when it is nothing that a caller should see the inside of. */
    static Optional<HttpProblem> of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpProblem problem) {
            return Optional.of(problem);
        }
        if (cause instanceof SpecException e) {
            return Optional.of(new HttpProblem(400, "invalid", e.field(), e.getMessage()));
        }
        if (cause instanceof StoreException e) {
            return Optional.of(ofStore(e));
        }
        if (cause instanceof ServiceException e) {
            return Optional.of(
                    e.reason() == ServiceException.Reason.BUSY
                            ? new HttpProblem(429, "busy", null, e.getMessage(), e.retryAfter())
                            : new HttpProblem(503, "unavailable", null, e.getMessage(), e.retryAfter()));
        }
        if (cause instanceof BlobException e) {
            return Optional.of(ofBlob(e));
        }
        return Optional.empty();
    }

    static HttpProblem unknownJob(String id) {
        return new HttpProblem(404, "no_such_job", "id", "no job has the id " + id);
    }

    private static HttpProblem ofStore(StoreException e) {
        if (e instanceof UnknownJobException) {
            return new HttpProblem(404, "no_such_job", "id", e.getMessage());
        }
        if (e instanceof JobConflictException) {
            return new HttpProblem(409, "conflict", "jobId", e.getMessage());
        }
        if (e instanceof StoreUnavailableException) {
            return new HttpProblem(503, "store_unavailable", null, e.getMessage(), SOON);
        }
        if (e instanceof DamagedRecordException) {
            return new HttpProblem(500, "damaged", null, e.getMessage());
        }
        return new HttpProblem(500, "store_refused", null, e.getMessage());
    }

    private static HttpProblem ofBlob(BlobException e) {
        return switch (e.reason()) {
            case NOT_FOUND -> new HttpProblem(404, "no_such_blob", "sha256", e.getMessage());
            case WRONG_HASH -> new HttpProblem(400, "wrong_hash", "sha256", e.getMessage());
            case TOO_LARGE -> new HttpProblem(413, "too_large", null, e.getMessage());
            case FULL -> new HttpProblem(507, "store_full", null, e.getMessage());
            case DAMAGED -> new HttpProblem(500, "damaged", "sha256", e.getMessage());
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    ErrorDocument body() {
        return new ErrorDocument(new ErrorDocument.Problem(code, getMessage(), field));
    }
}
