package org.everycore.runtime.worker;

import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Round;
import org.everycore.runtime.wire.Partial;

/** A worker's own runner of one job, and the round that it was last told of. */
final class Engine<P> implements AutoCloseable {
    private final HostedJob<?, P> job;
    private final ChunkRunner<P> runner;
    private int round = -1;

    Engine(HostedJob<?, P> job, ChunkRunner<P> runner) {
        this.job = job;
        this.runner = runner;
    }

    Partial run(Ticket ticket) throws Exception {
        Round wanted = ticket.round().resolve(job);
        if (wanted.number() != round) {
            runner.startRound(wanted);
            round = wanted.number();
        }
        return job.partial(runner.run(ticket.chunk(), ticket.context()));
    }

    boolean isOf(HostedJob<?, ?> other) {
        return job == other;
    }

    @Override
    public void close() {
        try {
            runner.close();
        } finally {
            job.release();
        }
    }
}
