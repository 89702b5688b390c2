package org.everycore.runtime.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.record.StoredResult;

/** Where a job's finished chunks, checkpoints and result are kept, so that a later supervisor can go on. Calls may block. */
public interface Archive extends Payloads {
    /** Keeps nothing: for jobs that live and die with their process. */
    Archive NONE = new Archive() {
        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public Payload payload(byte[] bytes) throws IOException {
            return Payloads.NONE.payload(bytes);
        }

        @Override
        public byte[] bytes(Payload payload) throws IOException {
            return Payloads.NONE.bytes(payload);
        }

        @Override
        public void chunkDone(int round, long chunk, Payload partial) {}

        @Override
        public void checkpoint(int nextRound, byte[] state) {}

        @Override
        public List<Payload> partials(int round, long from, int limit) {
            throw new IllegalStateException("nothing is kept here");
        }

        @Override
        public Optional<StoredResult> result(JobResult result, ResultFormat format) {
            return Optional.empty();
        }
    };

    boolean keeps();

    /** Notes a partial; may return before it is durable. */
    void chunkDone(int round, long chunk, Payload partial) throws IOException;

    /** Notes the state before a round. */
    void checkpoint(int nextRound, byte[] state) throws IOException;

    /** Kept partials of consecutive chunks from {@code from} on. */
    List<Payload> partials(int round, long from, int limit) throws IOException;

    /** Moves the result to where it stays. */
    Optional<StoredResult> result(JobResult result, ResultFormat format) throws IOException;
}
