package org.everycore.logbook.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.jobs.Round;
import org.everycore.logbook.digest.Digest;
import org.everycore.logbook.digest.DigestFacts;
import org.everycore.logbook.digest.DigestFactsReader;
import org.everycore.logbook.digest.DigestSpec;
import org.everycore.logbook.digest.DigestWriter;
import org.everycore.logbook.digest.ModelOptions;

/** A worker's part of a digest: the facts of logs in the first round, the model's texts about all of them in the second. */
final class DigestRunner implements ChunkRunner<byte[]> {
    private final DigestSpec spec;
    private final Inputs inputs;
    private final DigestFactsReader reader;
    private Round round;

    DigestRunner(DigestSpec spec, Inputs inputs) {
        this.spec = spec;
        this.inputs = inputs;
        this.reader = new DigestFactsReader(spec.days(), spec.lastDay(), spec.goals());
    }

    @Override
    public void startRound(Round next) {
        round = next;
    }

    @Override
    public byte[] run(Chunk chunk, ChunkContext context) throws IOException {
        return chunk.round() == DigestRun.FACTS ? facts(chunk, context) : texts(context);
    }

    private byte[] facts(Chunk chunk, ChunkContext context) throws IOException {
        List<DigestFacts> facts = new ArrayList<>();
        for (long i = chunk.firstBlock(); i < chunk.endBlock(); i++) {
            context.checkCancelled();
            facts.add(reader.read(spec.logs().get((int) i), inputs));
            context.progress(1);
        }
        return Json.mapper().writeValueAsBytes(facts);
    }

    private byte[] texts(ChunkContext context) throws IOException {
        List<DigestFacts> facts = List.of(Json.mapper().readValue(round.state(), DigestFacts[].class));
        Optional<ModelOptions> model = inputs.offered(ModelOptions.class);
        List<Digest> digests = new DigestWriter(model).write(facts, context);
        return Json.mapper()
                .writeValueAsBytes(
                        model.isPresent()
                                ? digests
                                : digests.stream()
                                        .map(digest -> digest.noted(ModelOptions.UNCONFIGURED))
                                        .toList());
    }
}
