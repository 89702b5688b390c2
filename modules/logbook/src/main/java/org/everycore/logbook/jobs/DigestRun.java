package org.everycore.logbook.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.logbook.digest.Digest;
import org.everycore.logbook.digest.DigestFacts;
import org.everycore.logbook.digest.DigestSpec;
import org.everycore.logbook.digest.DigestWriter;

/** The merging side of a digest: facts in the order of the logs, then the texts about them. */
final class DigestRun implements JobRun<byte[]> {
    /** The round that gathers facts; the one after it asks a model. */
    static final int FACTS = 0;

    private final DigestSpec spec;
    private final JobPlan plan;
    private final ResultFile result;
    private final List<DigestFacts> facts = new ArrayList<>();
    private List<Digest> texts = List.of();
    private int round = FACTS;

    DigestRun(DigestSpec spec, JobPlan plan, ResultFile result) {
        this.spec = spec;
        this.plan = plan;
        this.result = result;
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, byte[] partial) throws IOException {
        if (chunk.round() == FACTS) {
            facts.addAll(List.of(Json.mapper().readValue(partial, DigestFacts[].class)));
        } else {
            texts = List.of(Json.mapper().readValue(partial, Digest[].class));
        }
    }

    @Override
    public Optional<Round> endRound() throws IOException {
        if (round == FACTS && !spec.author().equals(Digest.LOCAL)) {
            round++;
            return Optional.of(
                    new Round(round, new ChunkPlan(1, 1), Json.mapper().writeValueAsBytes(facts)));
        }
        return Optional.empty();
    }

    @Override
    public JobResult finish() throws IOException {
        if (round == FACTS) {
            texts = new DigestWriter(Optional.empty()).write(facts, ChunkContext.detached());
        }
        ObjectNode document = Json.mapper().createObjectNode();
        ArrayNode digests = document.putArray("digests");
        long qsos = 0;
        for (Digest digest : texts) {
            ObjectNode node = digests.addObject();
            node.put("log", digest.facts().name());
            node.put("author", digest.author());
            if (!digest.note().isEmpty()) {
                node.put("note", digest.note());
            }
            node.put("text", digest.text());
            node.set("facts", Json.mapper().valueToTree(digest.facts()));
            qsos += digest.facts().qsos();
        }
        result.stream().write(Json.mapper().writeValueAsBytes(document));
        result.stream().write('\n');
        ResultFile.Committed committed = result.commit();
        return new JobResult(
                committed.sha256(),
                committed.bytes(),
                "application/json",
                committed.file(),
                qsos,
                "qsos",
                Map.of(),
                Optional.of(document));
    }

    @Override
    public void close() throws IOException {
        result.close();
    }
}
