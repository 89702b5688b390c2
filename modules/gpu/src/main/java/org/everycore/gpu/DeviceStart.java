package org.everycore.gpu;

import java.nio.DoubleBuffer;
import org.everycore.photonics.fock.Roots;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.LatentMap;
import org.everycore.photonics.generator.Streams;

/** Latent vectors on a device, drawn there or brought, and the kets that samples start from. */
final class DeviceStart {
    private final DeviceWork work;
    private final GeneratorSpec spec;
    private final long seed;
    private final int dimension;
    private final boolean shared;
    private final long rows;
    private final long z;
    private long inverseRoot;
    private long projection;
    private Kets alpha;
    private Kets levels;
    private long norm;
    private LatentMap map;

    DeviceStart(DeviceWork work, GeneratorModel model, int most) {
        this.work = work;
        this.spec = model.spec();
        this.seed = model.seed();
        this.dimension = spec.dimension();
        this.shared = spec.encoding().sharedCircuit();
        this.rows = work.room((long) spec.latentDim() * most);
        this.z = work.room((long) spec.latentDim() * most);
        if (shared) {
            this.map = LatentMap.of(model);
            double[] inverse = Roots.upTo(spec.cutoff());
            for (int n = 1; n < inverse.length; n++) {
                inverse[n] = 1 / inverse[n];
            }
            this.inverseRoot = work.shared(inverse);
            this.projection = map.projection() == null ? inverseRoot : work.shared(map.projection());
            this.alpha = Kets.room(work, spec.modes(), most);
            this.levels = Kets.room(work, (long) spec.modes() * spec.cutoff(), most);
            this.norm = work.room(most);
        }
    }

    /** Bytes of each lane. */
    static long bytesPerLane(GeneratorSpec spec) {
        long numbers = 2L * spec.latentDim();
        return Double.BYTES * (numbers + 1 + 2L * spec.modes() * (1 + spec.cutoff()));
    }

    /** Brings latent vectors to the device. */
    void bring(DoubleBuffer from, int at, int lanes) {
        int width = spec.latentDim();
        work.put(rows, from, at * width, lanes * width);
        work.lanes("ec_gather", width, lanes, rows, width, z);
    }

    /** Draws them there, for samples from {@code first} on. */
    void draw(long first, int lanes) {
        work.lanes("ec_latent", 1, lanes, (int) seed, (int) (seed >>> 32), Streams.LATENT, first, spec.latentDim(), z);
    }

    /** Brings back what {@link #draw} drew, one sample after the other. */
    void latents(double[] to, int lanes) {
        work.lanes("ec_scatter", spec.latentDim(), lanes, z, spec.latentDim(), rows);
        work.get(rows, to, lanes * spec.latentDim());
    }

    /** Writes the kets: of the latent vectors, or the vacuum where those shift the circuit. */
    void fill(Kets ket, int lanes) {
        if (!shared) {
            work.lanes("ec_vacuum", dimension, lanes, dimension, ket.re(), ket.im());
            return;
        }
        int form = map.projection() != null
                ? 1
                : map.encoding() == Encoding.COHERENT_STATE
                        ? 0
                        : map.encoding() == Encoding.DIRECT_DISPLACEMENT ? 2 : 3;
        int modes = spec.modes();
        int cutoff = spec.cutoff();
        work.lanes(
                "ec_amplitudes",
                1,
                lanes,
                form,
                map.scale(),
                projection,
                z,
                spec.latentDim(),
                modes,
                alpha.re(),
                alpha.im(),
                norm);
        work.lanes(
                "ec_levels",
                modes,
                lanes,
                alpha.re(),
                alpha.im(),
                inverseRoot,
                modes,
                cutoff,
                levels.re(),
                levels.im());
        work.lanes(
                "ec_product",
                dimension,
                lanes,
                norm,
                levels.re(),
                levels.im(),
                modes,
                cutoff,
                dimension,
                ket.re(),
                ket.im());
    }
}
