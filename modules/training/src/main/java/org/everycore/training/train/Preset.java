package org.everycore.training.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;

/** Settings to begin with; what a person says besides overrides them. */
public enum Preset {
    /** The 2D QGAN project's frozen configuration: three modes, WGAN-GP, 500 epochs. */
    STANDARD("{\"generator\": {\"modes\": 3, \"cutoff\": 12, \"layers\": 6, \"encoding\": \"polar_displacement\"},"
            + " \"trainer\": \"wgan_gp\", \"epochs\": 500}"),
    /** What came nearest to the ring family so far: docs/training.md has its figures. */
    RECOMMENDED(
            "{\"generator\": {\"modes\": 2, \"cutoff\": 12, \"layers\": 6, \"encoding\": \"polar_displacement\"},"
                    + " \"trainer\": \"nearest\", \"spread\": 0.2, \"epochs\": 5000, \"ema\": 0.98,"
                    + " \"optimiser\": {\"generatorRate\": 0.01, \"beta1\": 0.9, \"beta2\": 0.999, \"schedule\": {\"form\": \"cosine\"}}}"),
    /** The divergence from the canonical member, two modes. */
    SUPERVISED("{\"generator\": {\"modes\": 2, \"cutoff\": 12, \"layers\": 6, \"encoding\": \"polar_displacement\"},"
            + " \"trainer\": \"supervised\", \"epochs\": 3000}");

    private final String json;

    Preset(String json) {
        this.json = json;
    }

    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException(
                        "preset",
                        name,
                        "is not one of "
                                + Arrays.stream(values())
                                        .map(preset -> preset.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    /** The spec, without data; the caller's own copy. */
    public ObjectNode spec() {
        return (ObjectNode) Specs.tree(json.getBytes(StandardCharsets.UTF_8), "preset");
    }
}
