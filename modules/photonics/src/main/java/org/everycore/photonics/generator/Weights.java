package org.everycore.photonics.generator;

import static java.util.Objects.requireNonNull;

/**
 * All trainable numbers of a generator: the circuit's parameters, then the encoding's own. Arrays are owned by the record.
 *
 * @param circuit in the order of {@link ParameterLayout}
 * @param encoder in the order that the encoding documents; empty for encodings without weights
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Weights(double[] circuit, double[] encoder) {
    public Weights {
        requireNonNull(circuit, "circuit is null");
        requireNonNull(encoder, "encoder is null");
        requireFinite("circuit", circuit);
        requireFinite("encoder", encoder);
    }

    /** The weights that a generator starts with under a seed. */
    public static Weights initial(GeneratorSpec spec, long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        double[] encoder = spec.encoding().sharedCircuit()
                ? new double[0]
                : WeightEncoder.of(spec, layout, seed, 1).initial(seed);
        return new Weights(layout.initial(seed), encoder);
    }

    public int count() {
        return circuit.length + encoder.length;
    }

    /** Circuit parameters, then the encoding's, in one new array. */
    public double[] flat() {
        double[] flat = new double[count()];
        System.arraycopy(circuit, 0, flat, 0, circuit.length);
        System.arraycopy(encoder, 0, flat, circuit.length, encoder.length);
        return flat;
    }

    /** The same division with other numbers. */
    public Weights withFlat(double[] flat) {
        if (flat.length != count()) {
            throw new IllegalArgumentException(flat.length + " weights, not " + count());
        }
        return new Weights(
                java.util.Arrays.copyOf(flat, circuit.length),
                java.util.Arrays.copyOfRange(flat, circuit.length, flat.length));
    }

    private static void requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + " weight " + i + " is " + values[i]);
            }
        }
    }
}
