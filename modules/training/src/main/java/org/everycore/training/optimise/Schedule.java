package org.everycore.training.optimise;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * How the rates change over a run: a linear warm-up, then constant or a half cosine down to a share of the rate.
 *
 * @param form constant when absent
 * @param warmup epochs of the warm-up; 0 when absent
 * @param last share of the rate at the end of a cosine; 0.02 when absent
 */
public record Schedule(
        Form form,
        @Limits(min = 0, max = 1e9) Integer warmup,
        @Limits(min = 0, max = 1) Double last) {
    private static final double LAST = 0.02;

    /** The forms. */
    public enum Form {
        CONSTANT,
        COSINE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public Schedule(
            @JsonProperty("form") Form form,
            @JsonProperty("warmup") Integer warmup,
            @JsonProperty("last") Double last) {
        this.form = form == null ? Form.CONSTANT : form;
        this.warmup = warmup == null ? 0 : warmup;
        this.last = last == null ? LAST : last;
        if (this.warmup < 0) {
            throw new SpecException("schedule.warmup", warmup, "must be at least 0");
        }
        if (!(this.last >= 0 && this.last <= 1)) {
            throw new SpecException("schedule.last", last, "must be 0 to 1");
        }
    }

    /** The rate as it is, throughout. */
    public static Schedule constant() {
        return new Schedule(null, null, null);
    }

    /** By what the rate is multiplied in an epoch, counted from 1. */
    public double factor(int epoch, int epochs) {
        double rising = warmup > 0 && epoch < warmup ? (double) epoch / warmup : 1;
        if (form == Form.CONSTANT) {
            return rising;
        }
        double share = (double) (epoch - 1) / epochs;
        return rising * (last + (1 - last) * 0.5 * (1 + StrictMath.cos(Math.PI * share)));
    }
}
