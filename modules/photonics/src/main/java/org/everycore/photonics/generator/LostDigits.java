package org.everycore.photonics.generator;

import java.util.Locale;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.NormGuard;

/** The refusal of a sample whose norm grew above what went in: it names the gate, found by running that sample again. */
final class LostDigits {
    private LostDigits() {}

    /**
     * @param input null where every lane has parameters of its own, {@code laneParams}
     * @param lane the sample's place in {@code latent} and {@code laneParams}
     */
    static SpecException of(
            GeneratorModel model,
            InputEncoder input,
            double[] latent,
            double[] laneParams,
            int lanes,
            int lane,
            long sample,
            double norm) {
        int dimension = model.spec().dimension();
        KetBlock start = new KetBlock(dimension, lanes);
        double[] params = model.weights().circuit().clone();
        if (input != null) {
            input.fill(latent, lanes, start);
        } else {
            SampleEngine.vacuum(start, dimension, lanes);
            for (int p = 0; p < params.length; p++) {
                params[p] = laneParams[p * lanes + lane];
            }
        }
        double[] re = new double[dimension];
        double[] im = new double[dimension];
        for (int a = 0; a < dimension; a++) {
            re[a] = start.re[a * lanes + lane];
            im[a] = start.im[a * lanes + lane];
        }
        return new SpecException(
                "generator.cutoff",
                model.spec().cutoff(),
                String.format(
                        Locale.ROOT,
                        "%s lets the norm of sample %d grow to %.9g: digits are lost, and no answer is given",
                        NormGuard.culprit(model.program(), params, re, im),
                        sample,
                        norm));
    }
}
