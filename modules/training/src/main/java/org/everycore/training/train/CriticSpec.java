package org.everycore.training.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * The opponent of an adversarial trainer.
 *
 * @param hidden widths of its hidden layers; 16, 8 when absent
 * @param steps critic steps an epoch; 5 when absent (1 for trainers on samples)
 * @param penalty weight of the gradient penalty; 10 when absent
 * @param warmup epochs over which that weight rises from 0; 50 when absent
 * @param noise deviation of the instance noise at first; 0.1 when absent
 * @param noiseEpochs epochs until it is 0; 200 when absent
 * @param blur deviation in cells of a Gaussian blur before the critic; 0 when absent
 * @param deviation of the first weights; 0.05 when absent (0.3 for trainers on samples)
 */
public record CriticSpec(
        List<Integer> hidden,
        @Limits(min = 1, max = 100) Integer steps,
        @Limits(min = 0, max = 1e6) Double penalty,
        @Limits(min = 0, max = 1e9) Integer warmup,
        @Limits(min = 0, max = 10) Double noise,
        @Limits(min = 0, max = 1e9) Integer noiseEpochs,
        @Limits(min = 0, max = 10) Double blur,
        @Limits(min = 0, max = 10) Double deviation) {
    @JsonCreator
    public CriticSpec(
            @JsonProperty("hidden") List<Integer> hidden,
            @JsonProperty("steps") Integer steps,
            @JsonProperty("penalty") Double penalty,
            @JsonProperty("warmup") Integer warmup,
            @JsonProperty("noise") Double noise,
            @JsonProperty("noiseEpochs") Integer noiseEpochs,
            @JsonProperty("blur") Double blur,
            @JsonProperty("deviation") Double deviation) {
        this.hidden = hidden == null ? List.of(16, 8) : List.copyOf(hidden);
        if (this.hidden.isEmpty() || this.hidden.size() > 8) {
            throw new SpecException("hidden", hidden, "must name 1 to 8 layers");
        }
        for (int width : this.hidden) {
            if (width < 1 || width > 1024) {
                throw new SpecException("hidden", hidden, "widths must be 1 to 1024");
            }
        }
        this.steps = steps == null ? 5 : steps;
        this.penalty = penalty == null ? 10.0 : penalty;
        this.warmup = warmup == null ? 50 : warmup;
        this.noise = noise == null ? 0.1 : noise;
        this.noiseEpochs = noiseEpochs == null ? 200 : noiseEpochs;
        this.blur = blur == null ? 0.0 : blur;
        this.deviation = deviation == null ? 0.05 : deviation;
    }

    /** Everything at its default. */
    public static CriticSpec standard() {
        return new CriticSpec(null, null, null, null, null, null, null, null);
    }

    double penaltyIn(int epoch) {
        return warmup == 0 ? penalty : penalty * Math.min(1, (double) epoch / warmup);
    }

    double noiseIn(int epoch) {
        return noiseEpochs == 0 ? 0 : noise * Math.max(0, 1 - (double) epoch / noiseEpochs);
    }

    int[] widths() {
        return hidden.stream().mapToInt(Integer::intValue).toArray();
    }
}
