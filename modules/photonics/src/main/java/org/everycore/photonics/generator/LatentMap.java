package org.everycore.photonics.generator;

/**
 * How latent vectors become the amplitudes of coherent states, mode by mode: what {@link InputEncoder} does, in numbers, for a device.
 *
 * @param scale of z
 * @param projection rows 2 x modes, columns latentDim, times the scale; null where z is long enough to be used as it is
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record LatentMap(Encoding encoding, double scale, double[] projection) {
    /** That of a generator whose samples share the circuit. */
    public static LatentMap of(GeneratorModel model) {
        GeneratorSpec spec = model.spec();
        double scale = InputEncoder.scale(spec.encoding());
        double[] projection = InputEncoder.needsProjection(spec.encoding(), spec.modes(), spec.latentDim())
                ? InputEncoder.projection(spec.modes(), spec.latentDim(), model.seed())
                : null;
        for (int i = 0; projection != null && i < projection.length; i++) {
            projection[i] *= scale;
        }
        return new LatentMap(spec.encoding(), scale, projection);
    }
}
