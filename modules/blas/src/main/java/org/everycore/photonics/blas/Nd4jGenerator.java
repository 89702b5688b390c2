package org.everycore.photonics.blas;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.everycore.photonics.generator.GeneratorSettings;
import org.everycore.photonics.generator.QuantumGenerator;
import org.everycore.photonics.generator.SampleReadout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A quantum generator for programs that hold their numbers in ND4J arrays: latent vectors in, samples, densities and gradients out.
 *
 * <p>Arrays of doubles that lie row after row are read, and results are written, where they lie in native memory: nothing is copied.
 * An array of another type or order is brought into that form first, by ND4J. Which engine multiplies is the settings' choice and
 * has nothing to do with the arrays; with the engine {@code java} the numbers are those of {@link QuantumGenerator}, bit for bit.
 * One caller at a time; close it to end its threads.
 */
public final class Nd4jGenerator implements AutoCloseable {
    private final GeneratorSettings settings;
    private final QuantumGenerator generator;

    private Nd4jGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.generator = QuantumGenerator.create(settings);
    }

    /** A generator with the weights that its seed draws; {@link #generator} takes others. */
    public static Nd4jGenerator create(GeneratorSettings settings) {
        return new Nd4jGenerator(settings);
    }

    /** The same generator with arrays of Java: weights, files, benchmarks. */
    public QuantumGenerator generator() {
        return generator;
    }

    /** Samples by the strategy {@code auto}: B x latentDim in, B x columns out. */
    public INDArray generate(INDArray z) {
        return generate(z, "auto");
    }

    /** Samples by a strategy of {@link QuantumGenerator#generate(double[][], String)}. */
    public INDArray generate(INDArray z, String strategy) {
        INDArray rows = rows(z, settings.spec().latentDim(), "z");
        INDArray values = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows.rows(), generator.columns()}, 'c');
        generator.generate(buffer(rows), buffer(values), strategy, 0);
        return values;
    }

    /**
     * The position density of every sample on the settings' grid: B x points, or B x points x points, x slowest.
     *
     * @throws IllegalStateException when the settings' readout is another
     */
    public INDArray density(INDArray z) {
        if (settings.reading().readout() != SampleReadout.DENSITY) {
            throw new IllegalStateException(
                    "the readout is " + settings.reading().readout().label() + ", a density needs the readout density");
        }
        INDArray values = generate(z);
        long[] shape = new long[1 + settings.reading().on().length];
        Arrays.fill(shape, settings.reading().grid().points());
        shape[0] = values.rows();
        return values.reshape('c', shape);
    }

    /**
     * Vector-Jacobian product by all weights, circuit first.
     *
     * @param cotangents B x columns
     */
    public INDArray vjp(INDArray z, INDArray cotangents) {
        INDArray rows = rows(z, settings.spec().latentDim(), "z");
        INDArray given = rows(cotangents, generator.columns(), "cotangents");
        return Nd4j.createFromArray(generator.vjp(buffer(rows), buffer(given)));
    }

    private static INDArray rows(INDArray array, int width, String name) {
        if (array.rank() != 2 || array.columns() != width) {
            throw new IllegalArgumentException(
                    name + " has shape " + Arrays.toString(array.shape()) + ", not B x " + width);
        }
        INDArray doubles = array.castTo(DataType.DOUBLE);
        return doubles.ordering() == 'c' && Shape.hasDefaultStridesForShape(doubles) ? doubles : doubles.dup('c');
    }

    /** The array's own memory. */
    private static DoubleBuffer buffer(INDArray array) {
        DoublePointer all = (DoublePointer) array.data().pointer();
        return new DoublePointer(all)
                .position(array.offset())
                .limit(array.offset() + array.length())
                .asBuffer();
    }

    @Override
    public void close() {
        generator.close();
    }
}
