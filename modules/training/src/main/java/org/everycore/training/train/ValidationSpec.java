package org.everycore.training.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.Limits;

/**
 * When and on how many draws a run is measured.
 *
 * @param every epochs between two rows of the history; 20 when absent
 * @param draws densities of such a row; 10 when absent
 * @param fresh draws of the final report, which chose nothing; 1000 when absent
 * @param patience rows without a better one after which the run stops; never when absent
 */
public record ValidationSpec(
        @Limits(min = 1, max = 1e9) Integer every,
        @Limits(min = 1, max = 1000) Integer draws,
        @Limits(min = 1, max = 100_000) Integer fresh,
        @Limits(min = 1, max = 1e9) Integer patience) {
    @JsonCreator
    public ValidationSpec(
            @JsonProperty("every") Integer every,
            @JsonProperty("draws") Integer draws,
            @JsonProperty("fresh") Integer fresh,
            @JsonProperty("patience") Integer patience) {
        this.every = every == null ? 20 : every;
        this.draws = draws == null ? 10 : draws;
        this.fresh = fresh == null ? 1000 : fresh;
        this.patience = patience;
    }

    /** Everything at its default. */
    public static ValidationSpec standard() {
        return new ValidationSpec(null, null, null, null);
    }
}
