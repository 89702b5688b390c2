package org.everycore.training.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.training.train.Segments;
import org.everycore.training.train.TrainSpec;

/**
 * The median rule (Golovin et al., KDD 2017), in step: all runs train so many epochs, then those whose last measure is above the
 * median of all that are still training stop, and so on. What stops depends on the runs alone, not on which was first. It saves
 * time and spoils statistics over seeds: a setting's seeds are no longer drawn without looking.
 *
 * @param every epochs between two looks; rounded up to whole segments, and at least a row of the history
 * @param least runs that go on whatever their measures; 2 when absent
 */
public record Stopping(
        @Limits(min = 1, max = 1e9) Integer every,
        @Limits(min = 1, max = 100_000) Integer least) {
    @JsonCreator
    public Stopping(
            @JsonProperty(value = "every", required = true) Integer every, @JsonProperty("least") Integer least) {
        if (every == null) {
            throw new SpecException("every", "", "is missing");
        }
        this.every = every;
        this.least = least == null ? 2 : least;
    }

    /** Epochs at the end of a round (from 0) of a run. */
    public int end(TrainSpec spec, int round) {
        int segment = Segments.length(spec);
        int row = Math.max(every, spec.validation().every());
        long length = (long) (row + segment - 1) / segment * segment;
        return (int) Math.min(spec.epochs(), length * (round + 1));
    }

    /** What a run is judged by after a round, from its state then or later; NaN where it did not come so far. */
    public double measure(TrainSpec spec, byte[] state, int round) {
        int end = end(spec, round);
        return Segments.epochs(state) < end
                ? Double.NaN
                : Segments.row(state, end).getOrDefault(RunRow.objective(spec), Double.NaN);
    }

    /** Which of some runs go on, by their measures: those at or below the median; NaN is above all. */
    public boolean[] goOn(double[] values) {
        boolean[] on = new boolean[values.length];
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = LeaderBoard.quantile(sorted, 0.5);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            order.add(i);
            on[i] = values[i] <= median;
        }
        order.sort((a, b) -> Double.compare(values[a], values[b]));
        for (int i = 0; i < Math.min(least, values.length); i++) {
            on[order.get(i)] = true;
        }
        return on;
    }
}
