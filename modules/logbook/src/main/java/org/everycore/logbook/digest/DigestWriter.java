package org.everycore.logbook.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.everycore.jobs.ChunkContext;

/**
 * Writes digests: by a model where one is configured, else, and whenever the model fails or would cost too much, by
 * ourselves, which the digest then says.
 */
public final class DigestWriter {
    private static final long LOOK_MILLIS = 50;

    private final Optional<ModelOptions> model;

    public DigestWriter(Optional<ModelOptions> model) {
        this.model = model;
    }

    /** The digests of all facts in their order; a model is asked several times at once, and no more once that is cancelled. */
    public List<Digest> write(List<DigestFacts> all, ChunkContext context) {
        if (model.isEmpty()) {
            return all.stream().map(facts -> Digest.local(facts, "")).toList();
        }
        ModelOptions options = model.get();
        var budget = new Budget(options.costCap());
        var chat = new ChatModelCalls(options);
        ExecutorService calls =
                Executors.newFixedThreadPool(Math.max(1, Math.min(options.parallel(), all.size())), task -> {
                    var thread = new Thread(task, "digest-model");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<Digest>> asked = new ArrayList<>();
            for (DigestFacts facts : all) {
                asked.add(calls.submit(() -> write(facts, chat, options, budget)));
            }
            List<Digest> digests = new ArrayList<>();
            for (Future<Digest> digest : asked) {
                digests.add(await(digest, context));
            }
            return digests;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DigestException("writing digests was interrupted", e);
        } catch (ExecutionException e) {
            throw new DigestException(
                    "a digest could not be written: " + e.getCause().getMessage(), e.getCause());
        } finally {
            calls.shutdownNow();
        }
    }

    private static Digest await(Future<Digest> digest, ChunkContext context)
            throws InterruptedException, ExecutionException {
        while (true) {
            context.checkCancelled();
            try {
                return digest.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // looks again whether it is still wanted
            }
        }
    }

    private static Digest write(DigestFacts facts, ChatModelCalls chat, ModelOptions options, Budget budget) {
        String prompt = Prompt.of(facts);
        double most = options.cost(Prompt.tokens(prompt), options.mostTokens());
        if (!budget.reserve(most)) {
            return Digest.local(facts, "cost cap of " + options.costCap() + " reached; local text instead");
        }
        try {
            ChatModelCalls.Answer answer = chat.ask(prompt);
            budget.settle(most, options.cost(answer.tokensIn(), answer.tokensOut()));
            return answer.text().isBlank()
                    ? Digest.local(facts, options.model() + " gave an empty answer; local text instead")
                    : new Digest(facts, answer.text().strip() + "\n", options.model(), "");
        } catch (RuntimeException e) {
            // What failed may have been charged all the same.
            budget.settle(most, most);
            return Digest.local(facts, options.model() + " failed (" + reason(e) + "); local text instead");
        }
    }

    private static String reason(Throwable error) {
        Throwable at = error;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.length() > 160 ? line.substring(0, 160) : line;
    }
}
