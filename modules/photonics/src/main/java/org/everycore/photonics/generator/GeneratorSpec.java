package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * The shape of a generator: layers of [interferometer | squeezing | interferometer | displacement | Kerr] on some modes.
 *
 * @param modes optical modes
 * @param latentDim numbers in a latent vector; 2 x modes when absent
 * @param layers layers of the circuit; 1 when absent
 * @param cutoff levels a mode
 * @param encoding how z enters; coherent_state when absent
 * @param kerr whether layers end with Kerr gates; true when absent
 * @param engine which engine multiplies; auto when absent
 * @param weights an .npz of weights; made from the seed when absent
 */
public record GeneratorSpec(
        @Limits(min = 1, max = 16) int modes,
        @Limits(min = 1, max = 4096) Integer latentDim,
        @Limits(min = 1, max = 1000) Integer layers,
        @Limits(min = 2, max = 1024) int cutoff,
        Encoding encoding,
        Boolean kerr,
        EngineChoice engine,
        InputRef weights) {
    /** The largest ket: 2^22 amplitudes take 64 MiB a sample. */
    public static final int MAX_DIMENSION = 1 << 22;

    @JsonCreator
    public GeneratorSpec(
            @JsonProperty(value = "modes", required = true) int modes,
            @JsonProperty("latentDim") Integer latentDim,
            @JsonProperty("layers") Integer layers,
            @JsonProperty(value = "cutoff", required = true) int cutoff,
            @JsonProperty("encoding") Encoding encoding,
            @JsonProperty("kerr") Boolean kerr,
            @JsonProperty("engine") EngineChoice engine,
            @JsonProperty("weights") InputRef weights) {
        require(modes >= 1 && modes <= 16, "modes", modes, "must be 1 to 16");
        require(cutoff >= 2 && cutoff <= 1024, "cutoff", cutoff, "must be 2 to 1024");
        this.modes = modes;
        this.latentDim = latentDim == null ? 2 * modes : latentDim;
        this.layers = layers == null ? 1 : layers;
        this.cutoff = cutoff;
        this.encoding = encoding == null ? Encoding.COHERENT_STATE : encoding;
        this.kerr = kerr == null || kerr;
        this.engine = engine == null ? EngineChoice.AUTO : engine;
        this.weights = weights;
        require(this.latentDim >= 1 && this.latentDim <= 4096, "latentDim", latentDim, "must be 1 to 4096");
        require(this.layers >= 1 && this.layers <= 1000, "layers", layers, "must be 1 to 1000");
        require(
                Math.pow(cutoff, modes) <= MAX_DIMENSION,
                "cutoff",
                cutoff,
                "a ket of " + modes + " modes would have " + Math.pow(cutoff, modes) + " amplitudes, over the limit of "
                        + MAX_DIMENSION);
        require(
                this.engine != EngineChoice.ND4J || this.encoding.sharedCircuit() && dimension() <= 2048,
                "engine",
                "nd4j",
                "multiplies one matrix for all samples: it needs an encoding with a shared circuit and at most 2048 amplitudes");
    }

    /** A generator with everything else at its default. */
    public static GeneratorSpec of(int modes, int latentDim, int layers, int cutoff, Encoding encoding) {
        return new GeneratorSpec(modes, latentDim, layers, cutoff, encoding, null, null, null);
    }

    /** Amplitudes of a ket. */
    public int dimension() {
        return (int) Math.pow(cutoff, modes);
    }

    public GeneratorSpec withEngine(EngineChoice other) {
        return new GeneratorSpec(modes, latentDim, layers, cutoff, encoding, kerr, other, weights);
    }

    private static void require(boolean holds, String field, Object value, String reason) {
        if (!holds) {
            throw new SpecException(field, value, reason);
        }
    }
}
