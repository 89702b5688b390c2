package org.everycore.jobs.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.Round;

/**
 * The chunks of a round between workers that take them in order and one merger that wants their partials in order. At most
 * {@code ahead} are computed or wait to be merged when a worker takes more, one or a row of them.
 */
final class ChunkQueue<P> {
    /** How long the merger waits before it looks whether the job was cancelled. */
    private static final long LOOK_MILLIS = 100;

    private final int ahead;
    private final BooleanSupplier cancelled;
    /** Taken and not yet merged, in order. */
    private final Deque<Ticket<P>> taken = new ArrayDeque<>();

    private Round round;
    private long next;
    private boolean closed;

    ChunkQueue(int ahead, BooleanSupplier cancelled) {
        this.ahead = ahead;
        this.cancelled = cancelled;
    }

    /** One chunk on its way; its fields belong to the queue's lock. */
    static final class Ticket<P> {
        final Round round;
        final Chunk chunk;
        private P partial;
        private Throwable failure;
        private boolean done;

        private Ticket(Round round, Chunk chunk) {
            this.round = round;
            this.chunk = chunk;
        }

        P partial() {
            return partial;
        }
    }

    /** Begins a round; the one before must be merged. */
    synchronized void open(Round opened) {
        round = opened;
        next = 0;
        notifyAll();
    }

    /**
     * Waits until there is a chunk to take; false when there will be none. Of a round with fewer chunks than workers the first workers
     * take care, so that the others open nothing for it.
     */
    synchronized boolean ready(int worker) throws InterruptedException {
        while (!closed && !has(worker)) {
            wait();
        }
        return !closed;
    }

    private boolean has(int worker) {
        return round != null
                && next < round.chunks().chunks()
                && worker < round.chunks().chunks()
                && taken.size() < ahead;
    }

    /**
     * The next chunks for a worker, which follow each other: its even share of the round, but no more than it computes at once. Empty
     * when another was faster.
     */
    synchronized List<Ticket<P>> take(int atOnce, int workers) {
        List<Ticket<P>> row = new ArrayList<>();
        if (closed || round == null || taken.size() >= ahead) {
            return row;
        }
        long chunks = round.chunks().chunks();
        long share = Math.min(atOnce, (chunks + workers - 1) / workers);
        while (next < chunks && row.size() < share) {
            Ticket<P> ticket = new Ticket<>(round, round.chunks().chunk(round.number(), next++));
            taken.add(ticket);
            row.add(ticket);
        }
        return row;
    }

    synchronized void done(Ticket<P> ticket, P partial) {
        ticket.partial = partial;
        ticket.done = true;
        notifyAll();
    }

    synchronized void failed(Ticket<P> ticket, Throwable failure) {
        ticket.failure = failure;
        ticket.done = true;
        notifyAll();
    }

    /**
     * The next chunk in order with its partial; null when the round is through.
     *
     * @throws Failed with what its worker threw
     * @throws CancellationException when the job is cancelled
     */
    synchronized Ticket<P> await() throws InterruptedException, Failed {
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the job was cancelled");
            }
            Ticket<P> first = taken.peek();
            if (first == null && next >= round.chunks().chunks()) {
                return null;
            }
            if (first != null && first.done) {
                if (first.failure != null) {
                    throw new Failed(first.failure);
                }
                return first;
            }
            wait(LOOK_MILLIS);
        }
    }

    /** The ticket that {@link #await()} gave is merged. */
    synchronized void merged() {
        taken.remove();
        notifyAll();
    }

    /** Lets workers go. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Partials that nobody will merge any more. */
    synchronized List<P> unmerged() {
        return taken.stream().map(Ticket::partial).filter(Objects::nonNull).toList();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** A worker threw. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(Throwable cause) {
            super(cause);
        }
    }
}
