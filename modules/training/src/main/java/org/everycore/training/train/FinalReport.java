package org.everycore.training.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Json;
import org.everycore.photonics.generator.GeneratorSession;
import org.everycore.training.data.Dataset;
import org.everycore.training.data.Densities;
import org.everycore.training.data.Family;
import org.everycore.training.metrics.Score;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/**
 * What a run's weights are worth on draws that chose nothing, beside two anchors on the same validation members: a blob that
 * moves like the family, and fresh members of the family itself. The score is (blob - x) / (blob - perfect) of the nearest
 * energy distance: 0 for the blob, 1 for a perfect generator; a collapsed generator can exceed 1, which is why diversity and
 * members hit stand beside it.
 */
final class FinalReport {
    private static final double SMALL_NORM = 0.95;
    private static final int MORE_LEVELS = 4;

    private final TrainSpec spec;
    private final long seed;
    private final Dataset data;
    private final TrainLoop loop;
    private final int draws;

    FinalReport(TrainSpec spec, long seed, Dataset data, TrainLoop loop) {
        this.spec = spec;
        this.seed = seed;
        this.data = data;
        this.loop = loop;
        this.draws = spec.latentScale() == 0 ? 1 : spec.validation().fresh();
    }

    ObjectNode json(ChunkContext context) {
        ObjectNode report = Json.mapper().createObjectNode();
        report.put("draws", draws);
        report.put("chosen", spec.choose().label());
        Score chosen = score(loop.session(), loop.chosen());
        double norm = loop.measure().smallestNorm();
        double blob = Double.NaN;
        double perfect = Double.NaN;
        if (data.family().isPresent()) {
            Family family = data.family().get();
            context.checkCancelled();
            Score ofBlob = anchors(family, true);
            Score ofPerfect = anchors(family, false);
            blob = ofBlob.nearestEd();
            perfect = ofPerfect.nearestEd();
            report.put("score", (blob - chosen.nearestEd()) / (blob - perfect));
            report.set("blob", node(ofBlob));
            report.set("perfect", node(ofPerfect));
        }
        fill(report, chosen);
        report.put("dataDiversityCells", loop.measure().metrics().dataDiversity());
        report.put("validationMembers", loop.measure().metrics().members());
        report.put("normMin", norm);
        if (norm < SMALL_NORM) {
            report.put(
                    "warning",
                    "the smallest norm is " + norm
                            + ": the cutoff cuts states off; raise generator.cutoff or truncation, or lower the rates");
        }
        report.set("untrained", node(score(loop.session(), loop.session().initialWeights())));
        report.set("last", node(score(loop.session(), loop.state().weights)));
        context.checkCancelled();
        report.set("higherCutoff", rescored(blob, perfect));
        report.put("units", "w1 in grid cells of " + data.step() + ", energy distances in units of the axis");
        return report;
    }

    private Score score(GeneratorSession session, double[] weights) {
        int count = loop.measure().latent(draws);
        double[] z = new double[count * session.latentDim()];
        SeededDraws.latent(new FastNormals(seed, TrainingStreams.FRESH_LATENT), 0, spec.latentScale(), z);
        return loop.measure().score(session, weights, z, count);
    }

    /** The same weights with four more levels a mode: what changes was the cut's doing. */
    private ObjectNode rescored(double blob, double perfect) {
        int cutoff = spec.generator().cutoff() + MORE_LEVELS;
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("cutoff", cutoff);
        if (Math.pow(cutoff, spec.generator().modes()) > 1 << 16) {
            node.put("skipped", "kets of " + cutoff + " levels a mode are too large to measure again");
            return node;
        }
        try (GeneratorSession session = TrainLoop.session(spec, data, seed, cutoff)) {
            Score again = score(session, loop.chosen());
            fill(node, again);
            node.put("normMin", loop.measure().smallestNorm());
            if (data.family().isPresent()) {
                node.put("score", (blob - again.nearestEd()) / (blob - perfect));
            }
        }
        return node;
    }

    private Score anchors(Family family, boolean blob) {
        FastNormals random = new FastNormals(seed, TrainingStreams.ANCHORS);
        int points = data.side() * data.side();
        int count = Math.max(draws, 2);
        double[] densities = new double[count * points];
        for (int i = 0; i < count; i++) {
            random.seek(i, 0);
            double[] parameters = family.draw(random);
            double[] centre = family.centre(parameters);
            double[] density = blob
                    ? Densities.gaussian(data.axis(), centre[0], centre[1], family.blob())
                    : family.density(parameters, data.axis());
            System.arraycopy(density, 0, densities, i * points, points);
        }
        return loop.measure().metrics().score(densities, count);
    }

    private static ObjectNode node(Score score) {
        ObjectNode node = Json.mapper().createObjectNode();
        fill(node, score);
        return node;
    }

    private static void fill(ObjectNode node, Score score) {
        node.put("nearestEnergyDistance", score.nearestEd());
        node.put("canonicalEnergyDistance", score.canonicalEd());
        node.put("nearestW1Cells", score.nearestW1());
        node.put("canonicalW1Cells", score.canonicalW1());
        node.put("diversityCells", score.diversity());
        node.put("membersHit", score.hit());
        node.put("klCanonical", score.kl());
    }
}
