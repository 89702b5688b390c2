package org.everycore.training.train;

import org.everycore.photonics.generator.GeneratorSession;
import org.everycore.training.data.Dataset;
import org.everycore.training.metrics.FamilyMetrics;
import org.everycore.training.metrics.Score;

/** Measures weights on latent vectors: densities one by one, samples as the histogram that they make together. */
final class Measure {
    private static final int CHUNK = 256;

    private final Dataset data;
    private final FamilyMetrics metrics;
    private final boolean onSamples;
    private double smallestNorm = Double.POSITIVE_INFINITY;

    Measure(Dataset data, boolean onSamples) {
        this.data = data;
        this.metrics = new FamilyMetrics(data.validation(), data.canonical(), data.side(), data.step());
        this.onSamples = onSamples;
    }

    FamilyMetrics metrics() {
        return metrics;
    }

    /** The smallest norm of the last {@link #densities}. */
    double smallestNorm() {
        return smallestNorm;
    }

    /** How many latent vectors a measure of so many densities takes. */
    int latent(int draws) {
        return onSamples ? Math.max(1000, draws) : draws;
    }

    Score score(GeneratorSession session, double[] weights, double[] z, int count) {
        double[] densities = densities(session, weights, z, count);
        return metrics.score(densities, densities.length / (data.side() * data.side()));
    }

    /** Generated densities one after the other; of samples the one that they make. */
    double[] densities(GeneratorSession session, double[] weights, double[] z, int count) {
        int columns = session.columns();
        double[] values = new double[count * columns];
        double[] norms = new double[count];
        double[] some = new double[CHUNK * columns];
        double[] someNorms = new double[CHUNK];
        for (int from = 0; from < count; from += CHUNK) {
            int valid = Math.min(CHUNK, count - from);
            int latent = session.latentDim();
            double[] part = java.util.Arrays.copyOfRange(z, from * latent, (from + valid) * latent);
            session.values(weights, part, valid, some, someNorms);
            System.arraycopy(some, 0, values, from * columns, valid * columns);
            System.arraycopy(someNorms, 0, norms, from, valid);
        }
        smallestNorm = java.util.Arrays.stream(norms).min().orElse(1);
        return onSamples ? histogram(values, count, columns) : values;
    }

    private double[] histogram(double[] samples, int count, int columns) {
        int side = data.side();
        double[] density = new double[side * side];
        for (int s = 0; s < count; s++) {
            density[cell(samples[s * columns]) * side + cell(samples[s * columns + 1])] += 1.0 / count;
        }
        return density;
    }

    /** Points beyond the grid count at its edge: left out they would flatter. */
    private int cell(double x) {
        long cell = Math.round((x - data.axis()[0]) / data.step());
        return (int) Math.max(0, Math.min(data.side() - 1, cell));
    }
}
