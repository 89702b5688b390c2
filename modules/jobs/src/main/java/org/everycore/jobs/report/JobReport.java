package org.everycore.jobs.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.strategy.Fallback;

/**
 * What a job reports at its end. In JSON the units stand under their own name ({@code "samples": 1000}), beside the facts
 * that the kind adds.
 *
 * @param strategy the one that ran
 * @param family numeric family of the bits
 * @param perSecond units a second of the time from start to end
 * @param workers how many workers took part
 * @param utilisation busy core seconds over core seconds, 0 to 1
 * @param cores the same for each worker
 * @param predictedSeconds what the cost model expected; NaN when it was not asked
 * @param error one line for a person, null unless failed or cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobReport(
        JobId job,
        String kind,
        String name,
        JobState state,
        String strategy,
        String requestedStrategy,
        List<Fallback> fallbacks,
        Kernel kernel,
        String family,
        @JsonIgnore long units,
        @JsonIgnore String unit,
        double seconds,
        double perSecond,
        int workers,
        double utilisation,
        List<Double> cores,
        long chunks,
        int retries,
        @JsonProperty("predictedSeconds") Double predictedSeconds,
        Long predictedBytes,
        String sha256,
        Long bytes,
        String file,
        @JsonIgnore Map<String, JsonNode> facts,
        String error) {
    public JobReport {
        Objects.requireNonNull(job, "job is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(state, "state is null");
        fallbacks = List.copyOf(fallbacks);
        cores = List.copyOf(cores);
        facts = Map.copyOf(facts);
    }

    /** The kind's own figures and the units, flat beside the report's other keys. */
    @JsonAnyGetter
    public Map<String, Object> flattened() {
        Map<String, Object> flat = new TreeMap<>(facts);
        flat.put(unit, units);
        return flat;
    }
}
