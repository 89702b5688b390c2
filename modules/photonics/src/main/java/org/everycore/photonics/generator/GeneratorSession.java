package org.everycore.photonics.generator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.PassKernel;

/**
 * A generator for training loops: weights and latent vectors in, values and a tape out, cotangents back to weights and latent
 * vectors. Flat arrays, one forward a step; engines and buffers live as long as the session, and weights equal to the last ones
 * cost nothing.
 *
 * <p>Everything goes through the circuit's passes, so values agree with those of sampling jobs to 1e-12 and not to the bit;
 * {@link QuantumGenerator} gives the jobs' bits. Readouts that draw outcomes have no derivative and are refused. A batch is cut
 * into blocks by the spec alone and gradients are added block by block, so the bits depend on nothing else. One caller at a
 * time.
 */
public final class GeneratorSession implements AutoCloseable {
    /** Bytes of blocks that one tape keeps; blocks beyond are computed again on the way back. */
    private static final long KEPT_BYTES = 256L << 20;

    private static final int LANES = 8;

    private final GeneratorModel model;
    private final Reading reading;
    private final PassKernel kernel;
    private final int most;
    private final int latentDim;
    private final int columns;
    private final int circuitCount;
    private final int count;
    private final long mostKept;
    private final Deque<TapeBlock> idle = new ArrayDeque<>();
    private ForwardBlock forward;
    private double[] last = new double[0];
    private long number;
    private boolean closed;

    private GeneratorSession(GeneratorSpec spec, Reading reading, long seed) {
        Weights initial = Weights.initial(spec, seed);
        this.model = new GeneratorModel(spec, initial, seed);
        this.reading = reading;
        this.kernel = Kernels.fastest().passes();
        this.most = LANES;
        this.latentDim = spec.latentDim();
        this.circuitCount = initial.circuit().length;
        this.count = initial.count();
        this.columns = reading.columns();
        BlockReading.of(reading, kernel, 1);
        this.mostKept = Math.max(1, KEPT_BYTES / TapeBlock.bytes(model, columns, most));
    }

    /** A session of a generator; its first weights and its encoding's fixed choices come from the settings' seed. */
    public static GeneratorSession open(GeneratorSettings settings) {
        requireNonNull(settings, "settings is null");
        return open(settings.spec(), settings.reading(), settings.seed());
    }

    /** The same, of its parts. */
    public static GeneratorSession open(GeneratorSpec spec, Reading reading, long seed) {
        return new GeneratorSession(
                requireNonNull(spec, "spec is null"), requireNonNull(reading, "reading is null"), seed);
    }

    /** Numbers a sample. */
    public int columns() {
        return columns;
    }

    /** Numbers in a latent vector. */
    public int latentDim() {
        return latentDim;
    }

    /** How many weights there are: the circuit's, then the encoding's. */
    public int weights() {
        return count;
    }

    /** How many of them are the circuit's. */
    public int circuitWeights() {
        return circuitCount;
    }

    /** The weights that the seed draws; the caller's own copy. */
    public double[] initialWeights() {
        return model.weights().flat();
    }

    /**
     * Takes samples forward.
     *
     * @param weights {@link #weights} numbers, circuit first
     * @param z samples x latentDim, one sample after the other
     * @param values samples x columns, written
     */
    public GeneratorTape forward(double[] weights, double[] z, int samples, double[] values) {
        return forward(weights, z, samples, values, new GeneratorTape(this));
    }

    /** The same, onto a tape that is written anew: a loop that keeps one makes no garbage. */
    public GeneratorTape forward(double[] weights, double[] z, int samples, double[] values, GeneratorTape tape) {
        check(weights, z, samples, values);
        if (tape.session() != this) {
            throw new IllegalArgumentException("the tape is of another session");
        }
        tape.number = bind(weights);
        tape.samples = samples;
        tape.weights = fitted(tape.weights, count);
        System.arraycopy(weights, 0, tape.weights, 0, count);
        tape.z = fitted(tape.z, samples * latentDim);
        System.arraycopy(z, 0, tape.z, 0, samples * latentDim);
        tape.norms = fitted(tape.norms, samples);
        int block = 0;
        for (int first = 0; first < samples; first += most, block++) {
            TapeBlock on = block < mostKept ? kept(tape, block) : take();
            on.bind(weights, number);
            on.forward(z, first, Math.min(most, samples - first), values, tape.norms);
            if (block >= mostKept) {
                idle.push(on);
            }
        }
        while (tape.kept.size() > block) {
            idle.push(tape.kept.remove(tape.kept.size() - 1));
        }
        return tape;
    }

    /** The values alone, and norms where they are wanted (else null): about a third of the work, no tape. */
    public void values(double[] weights, double[] z, int samples, double[] values, double[] norms) {
        check(weights, z, samples, values);
        bind(weights);
        if (forward == null) {
            forward = new ForwardBlock(model, reading, kernel);
        }
        forward.bind(weights, number);
        forward.run(z, samples, values, norms);
    }

    /**
     * Vector-Jacobian product: Σ over samples and columns of cotangent times derivative.
     *
     * @param cotangents samples x columns
     * @param dWeights written
     * @param dz samples x latentDim, written; null where it is not wanted
     */
    public void vjp(GeneratorTape tape, double[] cotangents, double[] dWeights, double[] dz) {
        vjp(tape, cotangents, null, dWeights, dz);
    }

    /** The same, with cotangents of the kets' norms too (one a sample; null for none): what a truncation penalty needs. */
    public void vjp(GeneratorTape tape, double[] cotangents, double[] ofNorms, double[] dWeights, double[] dz) {
        requireOpen();
        if (tape.session() != this || tape.samples == 0) {
            throw new IllegalArgumentException("the tape is of another session, or closed");
        }
        atLeast(cotangents, (long) tape.samples * columns, "cotangents");
        atLeast(dWeights, count, "dWeights");
        if (ofNorms != null) {
            atLeast(ofNorms, tape.samples, "cotangents of norms");
        }
        if (dz != null) {
            atLeast(dz, (long) tape.samples * latentDim, "dz");
        }
        Arrays.fill(dWeights, 0, count, 0);
        double[] unread = null;
        int block = 0;
        for (int first = 0; first < tape.samples; first += most, block++) {
            if (block < tape.kept.size()) {
                tape.kept.get(block).backward(first, cotangents, ofNorms, dWeights, dz);
                continue;
            }
            TapeBlock again = take();
            again.bind(tape.weights, tape.number);
            unread = unread == null ? new double[tape.samples * columns] : unread;
            again.forward(tape.z, first, Math.min(most, tape.samples - first), unread, tape.norms);
            again.backward(first, cotangents, ofNorms, dWeights, dz);
            idle.push(again);
        }
    }

    private TapeBlock kept(GeneratorTape tape, int block) {
        if (block == tape.kept.size()) {
            tape.kept.add(take());
        }
        return tape.kept.get(block);
    }

    private TapeBlock take() {
        return idle.isEmpty() ? new TapeBlock(model, reading, kernel, most) : idle.pop();
    }

    void reclaim(GeneratorTape tape) {
        tape.kept.forEach(idle::push);
        tape.kept.clear();
        tape.samples = 0;
    }

    /** Gives weights a number, the same as before when they are equal. */
    private long bind(double[] weights) {
        if (last.length == 0 || !Arrays.equals(last, 0, count, weights, 0, count)) {
            last = Arrays.copyOf(weights, count);
            number++;
        }
        return number;
    }

    private static double[] fitted(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }

    private void check(double[] weights, double[] z, int samples, double[] values) {
        requireOpen();
        if (samples < 1) {
            throw new IllegalArgumentException("samples is " + samples + ", must be at least 1");
        }
        atLeast(weights, count, "weights");
        atLeast(z, (long) samples * latentDim, "z");
        atLeast(values, (long) samples * columns, "values");
        requireFinite(weights, count, "weights");
        requireFinite(z, samples * latentDim, "z");
    }

    private static void requireFinite(double[] array, int length, String name) {
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(array[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + array[i]);
            }
        }
    }

    private static void atLeast(double[] array, long length, String name) {
        if (array.length < length) {
            throw new IllegalArgumentException(name + " has " + array.length + " numbers, needs " + length);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        idle.clear();
        forward = null;
    }
}
