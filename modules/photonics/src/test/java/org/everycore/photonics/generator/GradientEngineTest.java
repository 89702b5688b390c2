package org.everycore.photonics.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.everycore.photonics.engine.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against central differences, for every encoding, readout and form, and against themselves for any lanes. */
final class GradientEngineTest {
    /** Few go through the passes, many through the operator where there is one. */
    private static final int FEW = 5;

    private static final int MANY = 48;

    static Stream<Arguments> encodingsAndReadouts() {
        return Stream.of(Encoding.values())
                .flatMap(encoding -> Stream.of(Readout.values()).map(readout -> Arguments.of(encoding, readout)));
    }

    @ParameterizedTest
    @MethodSource("encodingsAndReadouts")
    void agreesWithCentralDifferences(Encoding encoding, Readout readout) {
        check(GeneratorSpec.of(2, 4, 1, 4, encoding), readout);
    }

    @Test
    void agreesForOneModeAndForPassesOnThreeModes() {
        check(GeneratorSpec.of(1, 1, 2, 7, Encoding.COHERENT_STATE), Readout.XP);
        GeneratorSpec three = GeneratorSpec.of(3, 6, 1, 6, Encoding.DIRECT_DISPLACEMENT);
        assertThat(ExecutionPlan.of(three).form()).isEqualTo(ExecutionPlan.Form.PASSES);
        check(three, Readout.X);
    }

    private static void check(GeneratorSpec spec, Readout readout) {
        ExecutionPlan plan = ExecutionPlan.of(spec);
        check(spec, readout, FEW);
        if (plan.form() == ExecutionPlan.Form.OPERATOR) {
            assertThat(plan.gradientByPasses(FEW)).isTrue();
            assertThat(plan.gradientByPasses(MANY)).isFalse();
            check(spec, readout, MANY);
        }
    }

    private static void check(GeneratorSpec spec, Readout readout, int samples) {
        Weights weights = Weights.initial(spec, 11);
        double[] z = latent(spec, samples);
        double[] gradient = gradient(spec, readout, weights, z, samples, 16);
        double h = 1e-5;
        double[] flat = weights.flat();
        double scale = 1e-3;
        for (double value : gradient) {
            scale = Math.max(scale, Math.abs(value));
        }
        // Every weight of small generators; a spread of them where there are hundreds.
        for (int w = 0; w < flat.length; w += flat.length > 60 ? 7 : 1) {
            double keep = flat[w];
            flat[w] = keep + h;
            double high = loss(spec, readout, weights.withFlat(flat), z, samples);
            flat[w] = keep - h;
            double low = loss(spec, readout, weights.withFlat(flat), z, samples);
            flat[w] = keep;
            assertThat(gradient[w]).as("weight %d", w).isCloseTo((high - low) / (2 * h), within(2e-8 * scale + 1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void anyNumberOfLanesGivesTheSameBits(Encoding encoding) {
        GeneratorSpec spec = GeneratorSpec.of(2, 4, 1, 5, encoding);
        Weights weights = Weights.initial(spec, 3);
        double[] z = latent(spec, 37);
        double[] one = gradient(spec, Readout.XP, weights, z, 37, 1);
        assertThat(gradient(spec, Readout.XP, weights, z, 37, 16)).containsExactly(one);
        assertThat(gradient(spec, Readout.XP, weights, z, 37, 64)).containsExactly(one);
    }

    /** Few samples go through the passes, many through the operator: both are checked, and meet. */
    @Test
    void fewSamplesAndManyAgree() {
        GeneratorSpec spec = GeneratorSpec.of(2, 4, 2, 5, Encoding.COHERENT_STATE);
        ExecutionPlan plan = ExecutionPlan.of(spec);
        assertThat(plan.form()).isEqualTo(ExecutionPlan.Form.OPERATOR);
        int few = 24;
        int many = 96;
        assertThat(plan.gradientByPasses(few)).isTrue();
        assertThat(plan.gradientByPasses(many)).isFalse();
        Weights weights = Weights.initial(spec, 3);
        double[] z = latent(spec, many);
        double[] sum = new double[weights.count()];
        for (int at = 0; at < many; at += few) {
            double[] part = java.util.Arrays.copyOfRange(z, at * spec.latentDim(), (at + few) * spec.latentDim());
            double[] gradient = gradient(spec, Readout.XP, weights, part, few, 16);
            for (int w = 0; w < sum.length; w++) {
                sum[w] += gradient[w];
            }
        }
        double[] whole = gradient(spec, Readout.XP, weights, z, many, 64);
        double scale = java.util.Arrays.stream(whole).map(Math::abs).max().orElseThrow();
        assertThat(whole).containsExactly(sum, within(1e-12 * scale));
        assertThat(gradient(spec, Readout.XP, weights, z, many, 1)).containsExactly(whole);
    }

    private static double[] gradient(
            GeneratorSpec spec, Readout readout, Weights weights, double[] z, int samples, int lanes) {
        GeneratorModel model = new GeneratorModel(spec, weights, 5);
        GradientEngine engine = new GradientEngine(model, readout, Kernels.PLAIN, lanes);
        double[] gradient = new double[engine.weights()];
        engine.run(z, samples, Loss.meanSquare(), gradient);
        return gradient;
    }

    private static double loss(GeneratorSpec spec, Readout readout, Weights weights, double[] z, int samples) {
        SampleEngine engine = new SampleEngine(new GeneratorModel(spec, weights, 5), readout, Kernels.PLAIN, 1);
        double[] out = new double[samples * engine.columns()];
        engine.run(SampleBatch.of(z, out, new double[samples]));
        double sum = 0;
        for (double value : out) {
            sum += value * value;
        }
        return sum / engine.columns();
    }

    private static double[] latent(GeneratorSpec spec, int samples) {
        Random random = new Random(samples);
        return random.doubles((long) samples * spec.latentDim(), -1.5, 1.5).toArray();
    }
}
