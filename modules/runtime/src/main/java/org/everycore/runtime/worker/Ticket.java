package org.everycore.runtime.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;

/**
 * One lease within its node. A ticket may be handed to two workers, or be called back: whoever claims it first has it. It is
 * also the line into the running chunk: stop signals in, signs of life out.
 */
public final class Ticket {
    private final HostedJob<?, ?> job;
    private final HostedRound round;
    private final Chunk chunk;
    private final int attempt;
    private final List<Integer> avoid;
    private final long born = System.nanoTime();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong units = new AtomicLong();
    private volatile boolean stopped;
    private volatile boolean givenUp;
    private Thread runner;

    public Ticket(HostedJob<?, ?> job, HostedRound round, long chunk, int attempt, List<Integer> avoid) {
        this.job = job;
        this.round = round;
        this.chunk = round.chunk(chunk);
        this.attempt = attempt;
        this.avoid = avoid;
    }

    public HostedJob<?, ?> job() {
        return job;
    }

    public HostedRound round() {
        return round;
    }

    public Chunk chunk() {
        return chunk;
    }

    public int attempt() {
        return attempt;
    }

    /** Whether its chunk comes right after another's, for the same attempt of the same round of a job. */
    boolean follows(Ticket before) {
        return job == before.job
                && round == before.round
                && attempt == before.attempt
                && chunk.index() == before.chunk.index() + 1;
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - born);
    }

    public boolean avoids(int worker) {
        return avoid.contains(worker);
    }

    /** Takes the ticket; true for one caller only. */
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    public boolean claimed() {
        return claimed.get();
    }

    /** Stops the chunk at its next look, if it runs. */
    public void stop() {
        stopped = true;
    }

    /** Stops the chunk because it gives no sign of life: that is a failed attempt. */
    public synchronized void giveUp() {
        givenUp = true;
        stopped = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    /** How often the running chunk looked whether it should stop, or reported progress: a rising number is a sign of life. */
    public long looks() {
        return looks.get() + units.get();
    }

    boolean givenUp() {
        return givenUp;
    }

    boolean stopping() {
        return stopped || job.cancelled();
    }

    synchronized void begin(Thread thread) {
        runner = thread;
    }

    /** After this no interrupt comes any more; one that came before is taken off the thread. */
    synchronized void end() {
        runner = null;
        Thread.interrupted();
    }

    ChunkContext context() {
        return new ChunkContext(
                () -> {
                    looks.lazySet(looks.get() + 1);
                    return stopping();
                },
                units);
    }
}
