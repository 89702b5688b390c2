package org.everycore.photonics.jobs;

import java.io.IOException;
import java.util.Optional;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.generator.Streams;

/** Latent vectors by sample number: rows of a file, or normal draws keyed by the job's seed. Owned by one worker. */
final class LatentSource implements AutoCloseable {
    private final int latentDim;
    private final SampleRandom random;
    private final Optional<LatentFile> file;

    LatentSource(int latentDim, long seed, Optional<InputRef> z, Inputs inputs) throws IOException {
        this.latentDim = latentDim;
        this.random = new SampleRandom(seed, Streams.LATENT);
        this.file = z.isPresent() ? Optional.of(open(z.get(), inputs, latentDim)) : Optional.empty();
    }

    /** Opens a file of latent vectors and checks its width. */
    static LatentFile open(InputRef z, Inputs inputs, int latentDim) throws IOException {
        LatentFile file = LatentFile.open(inputs.resolve(z), "z", z.shown());
        if (file.columns() != latentDim) {
            file.close();
            throw new SpecException(
                    "z", z.shown(), "has " + file.columns() + " columns, the generator's latentDim is " + latentDim);
        }
        return file;
    }

    /** Whether they come from a file. */
    boolean given() {
        return file.isPresent();
    }

    /** Writes the latent vectors of samples {@code first} and on. */
    void fill(long first, int count, double[] out) throws IOException {
        if (file.isPresent()) {
            file.get().read(first, count, out);
            return;
        }
        for (int i = 0; i < count; i++) {
            random.seek(first + i);
            for (int j = 0; j < latentDim; j++) {
                out[i * latentDim + j] = random.nextNormal();
            }
        }
    }

    @Override
    public void close() {
        file.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
