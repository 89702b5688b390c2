package org.everycore.photonics.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * A forward run of a {@link GeneratorSession} that can be taken back: its weights, latent vectors and kept blocks. It stays
 * valid until it is closed or written again; closing gives its buffers back to the session.
 */
public final class GeneratorTape implements AutoCloseable {
    private final GeneratorSession session;
    final List<TapeBlock> kept = new ArrayList<>();
    double[] weights = new double[0];
    double[] z = new double[0];
    double[] norms = new double[0];
    long number;
    int samples;

    GeneratorTape(GeneratorSession session) {
        this.session = session;
    }

    /** How many samples went forward. */
    public int samples() {
        return samples;
    }

    /** The norm <ψ|ψ> of a sample's ket: what the cutoff left of 1. */
    public double norm(int sample) {
        if (sample < 0 || sample >= samples) {
            throw new IllegalArgumentException("sample " + sample + " of " + samples);
        }
        return norms[sample];
    }

    GeneratorSession session() {
        return session;
    }

    @Override
    public void close() {
        session.reclaim(this);
    }
}
