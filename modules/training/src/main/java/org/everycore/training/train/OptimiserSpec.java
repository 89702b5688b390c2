package org.everycore.training.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.jobs.Limits;
import org.everycore.training.optimise.Adam;
import org.everycore.training.optimise.Descent;
import org.everycore.training.optimise.Optimiser;
import org.everycore.training.optimise.Schedule;

/**
 * How weights move.
 *
 * @param method adam when absent
 * @param generatorRate 0.005 when absent
 * @param criticRate 0.0005 when absent
 * @param beta1 Adam's, or the momentum of sgd; 0.5 when absent
 * @param beta2 Adam's; 0.9 when absent
 * @param clip largest norm of the generator's gradient, 0 for none; 5 when absent
 * @param schedule constant when absent
 */
public record OptimiserSpec(
        Method method,
        @Limits(min = 0, max = 10) Double generatorRate,
        @Limits(min = 0, max = 10) Double criticRate,
        @Limits(min = 0, max = 0.9999) Double beta1,
        @Limits(min = 0, max = 0.99999) Double beta2,
        @Limits(min = 0, max = 1e9) Double clip,
        Schedule schedule) {
    /** The methods. */
    public enum Method {
        ADAM,
        SGD;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public OptimiserSpec(
            @JsonProperty("method") Method method,
            @JsonProperty("generatorRate") Double generatorRate,
            @JsonProperty("criticRate") Double criticRate,
            @JsonProperty("beta1") Double beta1,
            @JsonProperty("beta2") Double beta2,
            @JsonProperty("clip") Double clip,
            @JsonProperty("schedule") Schedule schedule) {
        this.method = method == null ? Method.ADAM : method;
        this.generatorRate = generatorRate == null ? 5e-3 : generatorRate;
        this.criticRate = criticRate == null ? 5e-4 : criticRate;
        this.beta1 = beta1 == null ? 0.5 : beta1;
        this.beta2 = beta2 == null ? 0.9 : beta2;
        this.clip = clip == null ? 5.0 : clip;
        this.schedule = schedule == null ? Schedule.constant() : schedule;
    }

    /** Everything at its default. */
    public static OptimiserSpec standard() {
        return new OptimiserSpec(null, null, null, null, null, null, null);
    }

    Optimiser of(int weights) {
        return method == Method.ADAM ? new Adam(weights, beta1, beta2) : new Descent(weights, beta1);
    }
}
