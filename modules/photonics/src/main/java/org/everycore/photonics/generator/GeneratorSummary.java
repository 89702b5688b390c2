package org.everycore.photonics.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a generator is, in numbers.
 *
 * @param circuitWeights weights of the circuit, {@code perLayer} a layer
 * @param encoderWeights weights of the encoding
 * @param columns numbers a sample
 */
public record GeneratorSummary(
        GeneratorSpec spec, Reading reading, int circuitWeights, int perLayer, int encoderWeights, int columns) {
    public static GeneratorSummary of(GeneratorSpec spec, Reading reading) {
        Weights weights = Weights.initial(spec, 0);
        return new GeneratorSummary(
                spec,
                reading,
                weights.circuit().length,
                ParameterLayout.of(spec).perLayer(),
                weights.encoder().length,
                reading.columns());
    }

    /** All trainable weights. */
    public int weights() {
        return circuitWeights + encoderWeights;
    }

    /** A few lines for a person; the last ones say how samples are computed. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d modes, cutoff %d (%,d amplitudes), %d layers, encoding %s of %d numbers, readout %s (%,d numbers)",
                spec.modes(),
                spec.cutoff(),
                spec.dimension(),
                spec.layers(),
                spec.encoding().label(),
                spec.latentDim(),
                reading.readout().label(),
                columns));
        lines.add(String.format(
                Locale.ROOT,
                "%,d weights: %,d of the circuit (%d a layer), %,d of the encoding",
                weights(),
                circuitWeights,
                perLayer,
                encoderWeights));
        lines.addAll(ExecutionPlan.explain(spec));
        return lines;
    }
}
