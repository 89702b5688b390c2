package org.everycore.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.ChunkContext;
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

    /** Chunks in a row that {@link #run} should be given, if there are so many. */
    int atOnce() {
        return runner.atOnce();
    }

    /** Computes the chunks of tickets that follow each other; the first ticket's context stands for all. */
    List<Partial> run(List<Ticket> tickets) throws Exception {
        Round wanted = tickets.get(0).round().resolve(job);
        if (wanted.number() != round) {
            runner.startRound(wanted);
            round = wanted.number();
        }
        ChunkContext context = tickets.get(0).context();
        List<P> values = tickets.size() == 1
                ? List.of(runner.run(tickets.get(0).chunk(), context))
                : runner.runAll(tickets.stream().map(Ticket::chunk).toList(), context);
        List<Partial> partials = new ArrayList<>(values.size());
        for (P value : values) {
            partials.add(job.partial(value));
        }
        return partials;
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
