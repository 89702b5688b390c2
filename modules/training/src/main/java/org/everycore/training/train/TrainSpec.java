package org.everycore.training.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.training.data.DataSpec;

/**
 * What {@code photonics.train} is asked for.
 *
 * @param generator two modes at least; polar_displacement suits densities
 * @param trainer wgan_gp when absent
 * @param epochs one generator step each; 500 when absent
 * @param batch samples of a step; 8 when absent
 * @param latentScale by what normal latent vectors are multiplied, 0 for z = 0; 1 when absent
 * @param truncation weight of (1 - norm)² in the loss; 20 when absent
 * @param supervision weight of the divergence from the canonical member beside another trainer's loss, falling to 0 over
 *     {@code supervisionEpochs}; 0 when absent
 * @param supervisionEpochs 200 when absent
 * @param kernel width of the MMD trainer's kernel, in roots of the axis's units; 0.3 when absent
 * @param spread weight of the energy score beside the nearest trainer's loss, which keeps its densities apart; 0.2 when absent
 * @param ema share of the averaged weights kept by an epoch, 0 for no average; 0 when absent
 * @param choose which weights are the result: best, last or ema; ema where there is an average, else best when absent
 * @param starts first weights tried, of which the ones with the best measure train; 1 when absent
 * @param draws an .npz that gives every random number and first weight of a short run, instead of the seed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainSpec(
        GeneratorSpec generator,
        DataSpec data,
        TrainerKind trainer,
        @Limits(min = 1, max = 10_000_000) Integer epochs,
        @Limits(min = 1, max = 4096) Integer batch,
        @Limits(min = 0, max = 100) Double latentScale,
        OptimiserSpec optimiser,
        CriticSpec critic,
        @Limits(min = 0, max = 1e9) Double truncation,
        @Limits(min = 0, max = 1) Double supervision,
        @Limits(min = 1, max = 1e9) Integer supervisionEpochs,
        @Limits(min = 1e-3, max = 100) Double kernel,
        @Limits(min = 0, max = 100) Double spread,
        @Limits(min = 0, max = 0.999999) Double ema,
        Choice choose,
        ValidationSpec validation,
        @Limits(min = 1, max = 1000) Integer starts,
        InputRef draws) {
    /** Which weights are the result. */
    public enum Choice {
        BEST,
        LAST,
        EMA;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public TrainSpec(
            @JsonProperty(value = "generator", required = true) GeneratorSpec generator,
            @JsonProperty(value = "data", required = true) DataSpec data,
            @JsonProperty("trainer") TrainerKind trainer,
            @JsonProperty("epochs") Integer epochs,
            @JsonProperty("batch") Integer batch,
            @JsonProperty("latentScale") Double latentScale,
            @JsonProperty("optimiser") OptimiserSpec optimiser,
            @JsonProperty("critic") CriticSpec critic,
            @JsonProperty("truncation") Double truncation,
            @JsonProperty("supervision") Double supervision,
            @JsonProperty("supervisionEpochs") Integer supervisionEpochs,
            @JsonProperty("kernel") Double kernel,
            @JsonProperty("spread") Double spread,
            @JsonProperty("ema") Double ema,
            @JsonProperty("choose") Choice choose,
            @JsonProperty("validation") ValidationSpec validation,
            @JsonProperty("starts") Integer starts,
            @JsonProperty("draws") InputRef draws) {
        require(generator != null, "generator", "", "is missing");
        require(data != null, "data", "", "is missing");
        this.generator = generator;
        this.data = data;
        this.trainer = trainer == null ? TrainerKind.WGAN_GP : trainer;
        this.epochs = epochs == null ? 500 : epochs;
        this.batch = batch == null ? 8 : batch;
        this.latentScale = latentScale == null ? 1.0 : latentScale;
        this.optimiser = optimiser == null ? OptimiserSpec.standard() : optimiser;
        this.critic = critic == null ? CriticSpec.standard() : critic;
        this.truncation = truncation == null ? 20.0 : truncation;
        this.supervision = supervision == null ? 0.0 : supervision;
        this.supervisionEpochs = supervisionEpochs == null ? 200 : supervisionEpochs;
        this.kernel = kernel == null ? 0.3 : kernel;
        this.spread = spread == null ? 0.2 : spread;
        this.ema = ema == null ? 0.0 : ema;
        this.choose = choose == null ? (this.ema > 0 ? Choice.EMA : Choice.BEST) : choose;
        this.validation = validation == null ? ValidationSpec.standard() : validation;
        this.starts = starts == null ? 1 : starts;
        this.draws = draws;
        require(
                generator.modes() >= 2,
                "generator.modes",
                generator.modes(),
                "must be 2 at least: x and y are two modes");
        require(this.choose != Choice.EMA || this.ema > 0, "choose", "ema", "needs ema above 0");
        require(
                !this.trainer.onSamples() || this.supervision == 0,
                "supervision",
                supervision,
                "belongs to trainers of densities");
        require(draws == null || this.starts == 1, "starts", starts, "must be 1 where draws are given");
    }

    private static void require(boolean holds, String field, Object value, String reason) {
        if (!holds) {
            throw new SpecException(field, value, reason);
        }
    }

    double supervisionIn(int epoch) {
        return supervision * Math.max(0, 1 - (double) epoch / supervisionEpochs);
    }
}
