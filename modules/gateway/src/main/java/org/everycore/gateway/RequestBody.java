package org.everycore.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The body of a request, taken in with a limit on its length and on its slowness: a client that sends too much is told 413, one
 * that stops or drips 408, and one that goes away before the end 400.
 */
final class RequestBody {
    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration WARM = Duration.ofSeconds(60);
    private static final long LEAST_PER_SECOND = 1 << 10;

    private RequestBody() {}

    /** All of a short body. */
    static CompletionStage<byte[]> whole(HttpRequest request, long limit, Materializer materializer) {
        return request.entity()
                .withSizeLimit(limit)
                .toStrict(WHOLE_WITHIN.toMillis(), materializer)
                .handle((entity, failure) -> {
                    if (failure != null) {
                        throw problem(failure, limit);
                    }
                    return entity.getData().toArray();
                });
    }

    /** A long body piece by piece; failures are for {@link #problem}. */
    static Source<ByteString, ?> pieces(HttpRequest request, long limit) {
        return request.entity()
                .withSizeLimit(limit)
                .getDataBytes()
                .idleTimeout(QUIET)
                .via(pace());
    }

    /** Why a body could not be taken, as the client is told it; other failures stay what they are. */
    static RuntimeException problem(Throwable failure, long limit) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof EntityStreamSizeException) {
            return new HttpProblem(413, "too_large", null, "the body may have at most " + limit + " bytes");
        }
        if (cause instanceof TimeoutException) {
            return new HttpProblem(408, "too_slow", null, "the body did not come in time; send it again");
        }
        if (cause instanceof EntityStreamException || cause instanceof StreamTcpException) {
            return new HttpProblem(400, "incomplete", null, "the body ended before its announced end");
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    /** Fails for a client that keeps a connection and a file open with a few bytes now and then. */
    private static Flow<ByteString, ByteString, NotUsed> pace() {
        return Flow.of(ByteString.class).statefulMap(Pace::new, Pace::next, pace -> java.util.Optional.empty());
    }

    private static final class Pace {
        private final long began = System.nanoTime();
        private long bytes;

        org.apache.pekko.japi.Pair<Pace, ByteString> next(ByteString piece) throws TimeoutException {
            bytes += piece.size();
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            if (taken.compareTo(WARM) > 0 && bytes < LEAST_PER_SECOND * taken.toSeconds()) {
                throw new TimeoutException();
            }
            return new org.apache.pekko.japi.Pair<>(this, piece);
        }
    }
}
