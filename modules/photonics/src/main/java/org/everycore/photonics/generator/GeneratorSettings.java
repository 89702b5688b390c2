package org.everycore.photonics.generator;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * What a {@link QuantumGenerator} is made of: its shape, what it returns, its seed, and how it may use this machine.
 *
 * @param reading what a sample is
 * @param seed draws the first weights, projections and selections, the latent vectors of {@code sample}, and outcomes
 * @param maxWorkers threads, 1 to 64; the processors of this machine but at most 8 by default
 * @param cpuBatchSize samples below which a worker gets no share of a cpu_batch of its own
 * @param gpuBatchSize samples that a device takes at once
 */
public record GeneratorSettings(
        GeneratorSpec spec, Reading reading, long seed, int maxWorkers, int cpuBatchSize, int gpuBatchSize) {
    private static final int DEFAULT_WORKERS = 8;

    public GeneratorSettings {
        requireNonNull(spec, "spec is null");
        requireNonNull(reading, "reading is null");
        require(maxWorkers, 1, 64, "maxWorkers");
        require(cpuBatchSize, 1, 1 << 20, "cpuBatchSize");
        require(gpuBatchSize, 1, 1 << 20, "gpuBatchSize");
    }

    private static void require(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most);
        }
    }

    /** Two modes, cutoff 8, one layer, coherent states in, positions out, unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. */
    public static final class Builder {
        private int modes = 2;
        private Integer latentDim;
        private int layers = 1;
        private int cutoff = 8;
        private Encoding encoding = Encoding.COHERENT_STATE;
        private boolean kerr = true;
        private EngineChoice engine = EngineChoice.AUTO;
        private SampleReadout readout = SampleReadout.X;
        private List<Integer> readModes;
        private List<Double> angles;
        private DensityGrid grid;
        private long seed = 42;
        private int maxWorkers = Math.min(DEFAULT_WORKERS, Runtime.getRuntime().availableProcessors());
        private int cpuBatchSize = 8;
        private int gpuBatchSize = 32;

        private Builder() {}

        public Builder modes(int value) {
            modes = value;
            return this;
        }

        public Builder latentDim(int value) {
            latentDim = value;
            return this;
        }

        public Builder layers(int value) {
            layers = value;
            return this;
        }

        public Builder cutoff(int value) {
            cutoff = value;
            return this;
        }

        public Builder encoding(Encoding value) {
            encoding = value;
            return this;
        }

        public Builder kerr(boolean value) {
            kerr = value;
            return this;
        }

        public Builder engine(EngineChoice value) {
            engine = value;
            return this;
        }

        public Builder readout(SampleReadout value) {
            readout = value;
            return this;
        }

        public Builder readout(Readout value) {
            return readout(SampleReadout.of(value));
        }

        /** The modes that are read, where a readout may choose. */
        public Builder readModes(int... values) {
            readModes = Arrays.stream(values).boxed().toList();
            return this;
        }

        /** Angles of a homodyne readout in radians: one for all modes, or one for each. */
        public Builder angles(double... values) {
            angles = Arrays.stream(values).boxed().toList();
            return this;
        }

        /** Where a density is read. */
        public Builder grid(DensityGrid value) {
            grid = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder maxWorkers(int value) {
            maxWorkers = value;
            return this;
        }

        public Builder cpuBatchSize(int value) {
            cpuBatchSize = value;
            return this;
        }

        public Builder gpuBatchSize(int value) {
            gpuBatchSize = value;
            return this;
        }

        public GeneratorSettings build() {
            GeneratorSpec spec = new GeneratorSpec(modes, latentDim, layers, cutoff, encoding, kerr, engine, null);
            Reading reading = Reading.of(readout, spec, readModes, angles, grid);
            return new GeneratorSettings(spec, reading, seed, maxWorkers, cpuBatchSize, gpuBatchSize);
        }
    }
}
