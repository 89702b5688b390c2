package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;

/** Circuit parameters of each sample's own, and the way back to the weights, for a device whose samples do not share the circuit. */
public final class LaneWeights {
    private final GeneratorModel model;
    private final WeightEncoder encoder;
    private final double[] latent;
    private final double[] params;
    private final UnitSums sums = new UnitSums();

    public LaneWeights(GeneratorModel model, int maxLanes) {
        this.model = model;
        this.encoder = WeightEncoder.of(model.spec(), model.layout(), model.seed(), maxLanes);
        this.latent = new double[model.spec().latentDim() * maxLanes];
        this.params = new double[model.layout().count() * maxLanes];
    }

    /**
     * The parameters of samples.
     *
     * @param z latent vectors, one after the other; the first lies at place {@code at}
     * @return parameter p of lane s at {@code p * lanes + s}; valid until the next call
     */
    public double[] fill(DoubleBuffer z, int at, int lanes) {
        int latentDim = model.spec().latentDim();
        SampleEngine.gather(z, at * latentDim, lanes, lanes, latentDim, latent);
        SampleEngine.spread(model.weights().circuit(), lanes, params);
        encoder.fill(model.weights().encoder(), latent, lanes, params);
        return params;
    }

    /**
     * Adds derivatives by each lane's parameters to units, circuit first, then the encoding's weights; after {@link #fill}.
     *
     * @param gradients parameter p of lane s at {@code p * lanes + s}
     * @param unit samples a unit
     * @param out the first unit's weights begin at {@code from}, the next's {@code stride} further
     */
    public void backward(double[] gradients, int lanes, int unit, double[] out, int from, int stride) {
        int circuit = model.layout().count();
        sums.into(out, from, stride);
        sums.over(unit, lanes);
        for (int p = 0; p < circuit; p++) {
            sums.add(gradients, p * lanes, p);
        }
        sums.into(out, from + circuit, stride);
        encoder.backward(model.weights().encoder(), latent, lanes, gradients, sums);
    }
}
