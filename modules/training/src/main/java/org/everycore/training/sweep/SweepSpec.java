package org.everycore.training.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Json;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.training.data.DataSpec;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;
import org.everycore.training.train.TrainSpec;

/**
 * What {@code photonics.sweep} is asked for: runs of a training spec over values of its settings and over seeds.
 *
 * @param base the spec that every run begins with
 * @param data of every run; what reads a file stands here and not in {@code base}, so that the file is sent ahead
 * @param over by setting, such as {@code optimiser.generatorRate}: a list of values, or a range; all combinations in order, or as
 *     many random ones as {@code random} says
 * @param list combinations named one by one, each values by setting; instead of {@code over}
 * @param seeds of every combination; 1 when absent
 * @param random how many combinations to draw; all when absent
 * @param stopping ends poor runs early; none when absent
 * @param known the zip of an earlier sweep, whose finished runs are taken and not run again
 */
public record SweepSpec(
        JsonNode base,
        DataSpec data,
        Map<String, JsonNode> over,
        List<Map<String, JsonNode>> list,
        List<Long> seeds,
        @Limits(min = 1, max = 100_000) Integer random,
        Stopping stopping,
        InputRef known) {
    private static final int MOST_RUNS = 100_000;

    @JsonCreator
    public SweepSpec(
            @JsonProperty(value = "base", required = true) JsonNode base,
            @JsonProperty("data") DataSpec data,
            @JsonProperty("over") Map<String, JsonNode> over,
            @JsonProperty("list") List<Map<String, JsonNode>> list,
            @JsonProperty("seeds") List<Long> seeds,
            @JsonProperty("random") Integer random,
            @JsonProperty("stopping") Stopping stopping,
            @JsonProperty("known") InputRef known) {
        if (base == null || !base.isObject()) {
            throw new SpecException("base", "must be the spec of a photonics.train job");
        }
        this.base = base;
        this.data = data;
        this.over = over == null ? Map.of() : new LinkedHashMap<>(over);
        this.list = list == null ? List.of() : List.copyOf(list);
        this.seeds = seeds == null ? List.of(1L) : List.copyOf(seeds);
        this.random = random;
        this.stopping = stopping;
        this.known = known;
        if (!this.list.isEmpty() && (random != null || !this.over.isEmpty())) {
            throw new SpecException("list", "stands instead of over and random");
        }
        if (random != null && this.over.isEmpty()) {
            throw new SpecException("random", random, "needs settings to draw in over");
        }
        if (known != null && stopping != null) {
            throw new SpecException(
                    "known", known.shown(), "cannot be taken where runs are compared as they go (stopping)");
        }
        double runs = this.seeds.size() * (double) Math.max(1, this.list.size());
        for (Map.Entry<String, JsonNode> each : this.over.entrySet()) {
            Values values = new Values(each.getKey(), each.getValue());
            runs *= random != null ? 1 : values.size();
        }
        runs *= random != null ? random : 1;
        if (this.seeds.isEmpty() || runs > MOST_RUNS) {
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

        /** Names the run by all that it depends on. */
        public String hash() {
            return Hashes.of(Json.mapper().valueToTree(spec) + " " + seed);
        }
    }

    /** All runs: combinations in order, the last setting fastest, and the seeds of each; none twice. */
    public List<Run> runs(long seed) {
        List<Run> runs = new ArrayList<>();
        for (Map<String, JsonNode> values : combinations(seed)) {
            TrainSpec spec = Specs.read(with(values), TrainSpec.class, "base");
            new LinkedHashSet<>(seeds).forEach(each -> runs.add(new Run(values, each, spec)));
        }
        return runs;
    }

    private Set<Map<String, JsonNode>> combinations(long seed) {
        Set<Map<String, JsonNode>> all = new LinkedHashSet<>();
        if (!list.isEmpty()) {
            all.addAll(list);
        } else if (random != null) {
            Map<String, Values> values = new LinkedHashMap<>();
            over.forEach((key, node) -> values.put(key, new Values(key, node)));
            FastNormals draws = new FastNormals(seed, TrainingStreams.SWEEP);
            for (int i = 0; i < random; i++) {
                draws.seek(i, 0);
                Map<String, JsonNode> one = new LinkedHashMap<>();
                values.forEach((key, each) -> one.put(key, each.draw(draws)));
                all.add(one);
            }
        } else {
            all.add(Map.of());
            for (Map.Entry<String, JsonNode> each : over.entrySet()) {
                Set<Map<String, JsonNode>> longer = new LinkedHashSet<>();
                for (Map<String, JsonNode> one : all) {
                    for (JsonNode value : new Values(each.getKey(), each.getValue()).grid()) {
                        Map<String, JsonNode> next = new LinkedHashMap<>(one);
                        next.put(each.getKey(), value);
                        longer.add(next);
                    }
                }
                all = longer;
            }
        }
        return all;
    }

    private JsonNode with(Map<String, JsonNode> values) {
        ObjectNode all = base.deepCopy();
        if (data != null) {
            all.set("data", Json.mapper().valueToTree(data));
        }
        values.forEach((path, value) -> {
            ObjectNode at = all;
            String[] names = path.split("\\.", -1);
            for (int i = 0; i + 1 < names.length; i++) {
                JsonNode next = at.get(names[i]);
                if (next != null && !next.isObject()) {
                    throw new SpecException("over." + path, "stands below " + names[i] + ", which has a value itself");
                }
                at = at.withObjectProperty(names[i]);
            }
            at.set(names[names.length - 1], value);
        });
        return all;
    }
}
