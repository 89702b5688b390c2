package org.everycore.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredResult;

class KeptPartialsTest {
    private static final int CHUNKS = 300;

    /** Whatever chunks are asked for, in order: each partial is its own chunk's, also where others were merged between. */
    @Property(tries = 300)
    void eachPartialIsItsOwnChunks(@ForAll @Size(CHUNKS) List<@IntRange(min = 0, max = 3) Integer> choices)
            throws Exception {
        KeptPartials kept = new KeptPartials(new Numbered(), 0);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            if (choices.get(chunk) > 0) {
                assertThat(kept.of(chunk)).isEqualTo(payload(chunk));
            }
        }
    }

    private static Payload payload(long chunk) {
        return Payload.inline(new byte[] {(byte) chunk, (byte) (chunk >> 8)});
    }

    /** Holds every chunk's number. */
    private static final class Numbered implements Archive {
        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public Payload payload(byte[] bytes) {
            return Payload.inline(bytes);
        }

        @Override
        public byte[] bytes(Payload payload) {
            return ((Payload.Inline) payload).bytes();
        }

        @Override
        public void chunkDone(int round, long chunk, Payload partial) {}

        @Override
        public void checkpoint(int nextRound, byte[] state) {}

        @Override
        public List<Payload> partials(int round, long from, int limit) {
            return LongStream.range(from, Math.min(CHUNKS, from + limit))
                    .mapToObj(KeptPartialsTest::payload)
                    .toList();
        }

        @Override
        public Optional<StoredResult> result(JobResult result, ResultFormat format) {
            return Optional.empty();
        }
    }
}
