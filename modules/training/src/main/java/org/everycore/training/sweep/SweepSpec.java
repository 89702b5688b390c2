package org.everycore.training.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;
import org.everycore.training.train.TrainSpec;

/**
 * What {@code photonics.sweep} is asked for: runs of a training spec over values of its settings and over seeds.
 *
 * @param base the spec that every run begins with
 * @param over values by setting, such as {@code optimiser.generatorRate}; all combinations in order, or as many random ones as
 *     {@code random} says
 * @param seeds of every combination; 1 when absent
 * @param random how many combinations to draw; all when absent
 */
public record SweepSpec(
        JsonNode base,
        Map<String, List<JsonNode>> over,
        List<Long> seeds,
        @Limits(min = 1, max = 100_000) Integer random) {
    private static final int MOST_RUNS = 100_000;

    @JsonCreator
    public SweepSpec(
            @JsonProperty(value = "base", required = true) JsonNode base,
            @JsonProperty("over") Map<String, List<JsonNode>> over,
            @JsonProperty("seeds") List<Long> seeds,
            @JsonProperty("random") Integer random) {
        if (base == null || !base.isObject()) {
            throw new SpecException("base", "must be the spec of a photonics.train job");
        }
        this.base = base;
        this.over = over == null ? Map.of() : new LinkedHashMap<>(over);
        this.seeds = seeds == null ? List.of(1L) : List.copyOf(seeds);
        this.random = random;
        double runs = this.seeds.size();
        for (Map.Entry<String, List<JsonNode>> each : this.over.entrySet()) {
            if (each.getValue() == null || each.getValue().isEmpty()) {
                throw new SpecException("over." + each.getKey(), "must name values");
            }
            runs *= each.getValue().size();
        }
        if (this.seeds.isEmpty() || random == null && runs > MOST_RUNS) {
            throw new SpecException("over", (long) runs, "must be 1 to " + MOST_RUNS + " runs");
        }
    }

    /** A run of a sweep. */
    public record Run(Map<String, JsonNode> values, long seed, TrainSpec spec) {
        /** The values as one word a setting; empty for the base. */
        public String label() {
            StringBuilder text = new StringBuilder();
            values.forEach((key, value) -> text.append(text.length() == 0 ? "" : " ")
                    .append(key)
                    .append('=')
                    .append(value.isTextual() ? value.asText() : value.toString()));
            return text.length() == 0 ? "base" : text.toString();
        }
    }

    /** All runs: combinations in order, the last setting fastest, and the seeds of each. */
    public List<Run> runs(long seed) {
        List<Map<String, JsonNode>> combinations = new ArrayList<>();
        if (random == null) {
            combinations.add(new LinkedHashMap<>());
            for (Map.Entry<String, List<JsonNode>> each : over.entrySet()) {
                List<Map<String, JsonNode>> longer = new ArrayList<>();
                for (Map<String, JsonNode> one : combinations) {
                    for (JsonNode value : each.getValue()) {
                        Map<String, JsonNode> next = new LinkedHashMap<>(one);
                        next.put(each.getKey(), value);
                        longer.add(next);
                    }
                }
                combinations = longer;
            }
        } else {
            FastNormals draws = new FastNormals(seed, TrainingStreams.SWEEP);
            for (int i = 0; i < random; i++) {
                draws.seek(i, 0);
                Map<String, JsonNode> one = new LinkedHashMap<>();
                over.forEach((key, values) -> one.put(key, values.get(draws.nextInt(values.size()))));
                combinations.add(one);
            }
        }
        List<Run> runs = new ArrayList<>();
        for (Map<String, JsonNode> values : combinations) {
            TrainSpec spec = Specs.read(with(values), TrainSpec.class, "sweep.base");
            seeds.forEach(each -> runs.add(new Run(values, each, spec)));
        }
        return runs;
    }

    private JsonNode with(Map<String, JsonNode> values) {
        ObjectNode all = base.deepCopy();
        values.forEach((path, value) -> {
            ObjectNode at = all;
            String[] names = path.split("\\.");
            for (int i = 0; i + 1 < names.length; i++) {
                at = at.withObjectProperty(names[i]);
            }
            at.set(names[names.length - 1], value);
        });
        return all;
    }
}
