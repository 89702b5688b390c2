package org.everycore.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines of text out of a body that arrives in pieces; unlike a stream's, its wait for more has an end. */
final class ByteQueue implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private static final List<ByteBuffer> END = List.of();
    private static final int MAX_LINE = 16 << 20;

    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Duration silence;
    private volatile Flow.Subscription subscription;
    private List<ByteBuffer> pieces = List.of();
    private int piece;

    ByteQueue(Duration silence) {
        this.silence = silence;
    }

    /** The next whole line, without its end; empty when the body ended, broke off, or was silent for too long. */
    Optional<String> line() {
        while (true) {
            while (piece < pieces.size()) {
                ByteBuffer bytes = pieces.get(piece);
                while (bytes.hasRemaining()) {
                    byte next = bytes.get();
                    if (next == '\n') {
                        String text = line.toString(StandardCharsets.UTF_8);
                        line.reset();
                        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
                    }
                    line.write(next);
                    if (line.size() > MAX_LINE) {
                        return Optional.empty();
                    }
                }
                piece++;
            }
            if (!more()) {
                return Optional.empty();
            }
        }
    }

    private boolean more() {
        try {
            subscription.request(1);
            List<ByteBuffer> next = arrived.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            pieces = next == null ? END : next;
            piece = 0;
            return !pieces.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while following a job", e);
        }
    }

    @Override
    public void close() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        arrived.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }
}
