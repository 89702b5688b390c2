package org.everycore.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/**
 * A job as a person or a program asks for it: the contents of a job file.
 *
 * @param kind name of the job kind
 * @param name free text that people see; null for none
 * @param jobId null to be given one
 * @param seed key of all randomness; 0 when absent
 * @param strategy null for {@code auto}
 * @param rule how {@code auto} decides: {@code cost} (null), {@code thresholds} or {@code adaptive}
 * @param priority 0 (last) to 9 (first); 5 when absent
 * @param workers how many workers to use at most on a node; 0 for one a core
 * @param waitForNode whether the job waits as long as it takes while no node can run it; null to fail after a grace
 * @param spec what the kind reads
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequest(
        String kind,
        String name,
        String jobId,
        Long seed,
        String strategy,
        String rule,
        @Limits(min = 0, max = 9) Integer priority,
        @Limits(min = 0, max = 4096) Integer workers,
        Boolean waitForNode,
        JsonNode spec) {
    public static final int DEFAULT_PRIORITY = 5;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final int MAX_NAME = 200;

    public JobRequest {
        if (kind == null || !NAME.matcher(kind).matches()) {
            throw new SpecException("kind", kind, "must name a job kind, such as photonics.sample");
        }
        if (name != null && name.length() > MAX_NAME) {
            throw new SpecException("name", name, "must have at most " + MAX_NAME + " characters");
        }
        if (jobId != null) {
            jobId = new JobId(jobId).value();
        }
        seed = seed == null ? 0L : seed;
        strategy = strategy == null ? "auto" : strategy;
        priority = priority == null ? DEFAULT_PRIORITY : priority;
        workers = workers == null ? 0 : workers;
        spec = spec == null || spec.isNull() ? JsonNodeFactory.instance.objectNode() : spec;
        if (priority < 0 || priority > 9) {
            throw new SpecException("priority", priority, "must be 0 to 9");
        }
        if (workers < 0 || workers > 4096) {
            throw new SpecException("workers", workers, "must be 0 to 4096");
        }
    }

    public static JobRequest of(String kind, long seed, JsonNode spec) {
        return new JobRequest(kind, null, null, seed, null, null, null, null, null, spec);
    }

    /** Reads a job file; {@code source} names it in messages. */
    public static JobRequest parse(byte[] json, String source) {
        return Specs.read(Specs.tree(json, source), JobRequest.class, source);
    }

    public JobRequest withStrategy(String newStrategy) {
        return new JobRequest(kind, name, jobId, seed, newStrategy, rule, priority, workers, waitForNode, spec);
    }

    public JobRequest withRule(String newRule) {
        return new JobRequest(kind, name, jobId, seed, strategy, newRule, priority, workers, waitForNode, spec);
    }

    public JobRequest withWorkers(int newWorkers) {
        return new JobRequest(kind, name, jobId, seed, strategy, rule, priority, newWorkers, waitForNode, spec);
    }

    public JobRequest withJobId(JobId id) {
        return new JobRequest(kind, name, id.value(), seed, strategy, rule, priority, workers, waitForNode, spec);
    }

    public JobRequest withWaitForNode(boolean wait) {
        return new JobRequest(kind, name, jobId, seed, strategy, rule, priority, workers, wait ? true : null, spec);
    }

    public JobRequest withSpec(JsonNode newSpec) {
        return new JobRequest(kind, name, jobId, seed, strategy, rule, priority, workers, waitForNode, newSpec);
    }
}
