package org.everycore.training.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.everycore.photonics.generator.DensityGrid;
import org.everycore.photonics.generator.GeneratorSession;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GeneratorTape;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleReadout;
import org.everycore.photonics.readout.PositionUnits;
import org.everycore.training.critic.Critic;
import org.everycore.training.critic.CriticShape;
import org.everycore.training.data.Dataset;
import org.everycore.training.metrics.Score;
import org.everycore.training.optimise.Gradients;
import org.everycore.training.optimise.Optimiser;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/**
 * The training of one generator, epoch by epoch. All that it knows is in {@link TrainState}, which can be saved after any epoch
 * and restored anywhere: the epochs that follow give the same bits. Owned by one thread.
 */
final class TrainLoop implements AutoCloseable {
    /** Two inputs are few: weights as small as a critic of densities begins with would say nothing of them. */
    private static final double PERCEPTRON_DEVIATION = 0.3;

    private final TrainSpec spec;
    private final Dataset data;
    private final DrawSource draws;
    private final GeneratorSession session;
    private final Trainer trainer;
    private final Divergence supervisor;
    private final Measure measure;
    private final Optimiser optimiser;
    private final TrainState state;
    private final GeneratorTape[] tape = new GeneratorTape[1];
    private final double[] z;
    private final double[] values;
    private final double[] cotangents;
    private final double[] second;
    private final double[] ofNorms;
    private final double[] gradient;
    private final double[] opponentZ;
    private final double[] generated;

    TrainLoop(TrainSpec spec, long seed, Dataset data, FirstWeights first, DrawSource draws) {
        this.spec = spec;
        this.data = data;
        this.draws = draws;
        this.session = session(spec, data, seed, spec.generator().cutoff());
        this.measure = new Measure(data, spec.trainer().onSamples());
        this.state = new TrainState(first.generator() != null ? first.generator() : start(seed));
        this.trainer = trainer(seed, first.opponent());
        this.supervisor = spec.supervision() > 0 ? new Divergence(data.canonical()) : null;
        this.optimiser = spec.optimiser().of(session.weights());
        int batch = spec.batch();
        this.z = new double[batch * session.latentDim()];
        this.values = new double[batch * session.columns()];
        this.cotangents = new double[values.length];
        this.second = new double[supervisor == null ? 0 : values.length];
        this.ofNorms = new double[batch];
        this.gradient = new double[session.weights()];
        this.opponentZ = new double[trainer.generatedForOpponent() * session.latentDim()];
        this.generated = new double[trainer.generatedForOpponent() * session.columns()];
    }

    /**
     * Weights to begin with instead of drawn ones.
     *
     * @param generator null for those of the seed
     * @param opponent null likewise
     */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
    record FirstWeights(double[] generator, double[] opponent) {
        static final FirstWeights DRAWN = new FirstWeights(null, null);
    }

    /** The generator at a cutoff, read as the trainer reads it. */
    static GeneratorSession session(TrainSpec spec, Dataset data, long seed, int cutoff) {
        GeneratorSpec given = spec.generator();
        GeneratorSpec generator = new GeneratorSpec(
                given.modes(),
                given.latentDim(),
                given.layers(),
                cutoff,
                given.encoding(),
                given.kerr(),
                given.engine(),
                null);
        double reach = data.axis()[data.side() - 1];
        Reading reading = spec.trainer().onSamples()
                ? Reading.of(SampleReadout.X, generator, null, null, null)
                : Reading.of(
                        SampleReadout.DENSITY,
                        generator,
                        List.of(0, 1),
                        null,
                        new DensityGrid(PositionUnits.HERMITE, -reach, reach, data.side()));
        return GeneratorSession.open(generator, reading, seed);
    }

    private Trainer trainer(long seed, double[] given) {
        int points = data.side() * data.side();
        return switch (spec.trainer()) {
            case WGAN_GP ->
                new CriticTrainer(
                        spec,
                        data,
                        draws,
                        given != null
                                ? given
                                : CriticTrainer.shape(spec, points)
                                        .initial(
                                                new FastNormals(seed, TrainingStreams.CRITIC_WEIGHTS),
                                                spec.critic().deviation()));
            case SUPERVISED -> new Divergence(data.canonical());
            case ENERGY, MMD, NEAREST -> new Discrepancy(spec, data, draws);
            case BCE -> new SampleTrainer(spec, data, draws, new PerceptronJudge(perceptron(seed, given)));
            case QUANTUM ->
                new SampleTrainer(
                        spec, data, draws, new CircuitJudge(spec.generator().cutoff(), seed, given));
        };
    }

    private Critic perceptron(long seed, double[] given) {
        CriticShape shape = CriticTrainer.shape(spec, 2);
        FastNormals random = new FastNormals(seed, TrainingStreams.CRITIC_WEIGHTS);
        double deviation = Math.max(spec.critic().deviation(), PERCEPTRON_DEVIATION);
        return new Critic(shape, given != null ? given : shape.initial(random, deviation));
    }

    /** The best of some first weights by what chooses later, or the only ones. */
    private double[] start(long seed) {
        double[] best = session.initialWeights();
        if (spec.starts() == 1) {
            return best;
        }
        double least = objective(measured(best, 0));
        FastNormals seeds = new FastNormals(seed, TrainingStreams.STARTS);
        for (int k = 1; k < spec.starts(); k++) {
            double[] other = org.everycore.photonics.generator.Weights.initial(spec.generator(), seeds.nextLong())
                    .flat();
            double value = objective(measured(other, 0));
            if (value < least) {
                least = value;
                best = other;
            }
        }
        return best;
    }

    private Score measured(double[] weights, int epoch) {
        int count =
                measure.latent(spec.latentScale() == 0 ? 1 : spec.validation().draws());
        double[] latent = new double[count * session.latentDim()];
        draws.validationLatent(epoch, latent);
        return measure.score(session, weights, latent, count);
    }

    /** What the best weights have least of. */
    private double objective(Score score) {
        return spec.trainer() == TrainerKind.SUPERVISED
                ? score.kl()
                : spec.trainer().onSamples() ? score.canonicalEd() : score.nearestEd();
    }

    int epoch() {
        return state.epoch;
    }

    boolean done() {
        return state.epoch >= spec.epochs() || state.stopped;
    }

    TrainState state() {
        return state;
    }

    GeneratorSession session() {
        return session;
    }

    double[] opponentWeights() {
        return trainer.opponentWeights();
    }

    Measure measure() {
        return measure;
    }

    /** Trains one epoch. */
    void advance() {
        int epoch = ++state.epoch;
        boolean measured = epoch % spec.validation().every() == 0 || epoch == spec.epochs();
        double factor = spec.optimiser().schedule().factor(epoch, spec.epochs());
        EpochRow row = new EpochRow();
        row.set("epoch", epoch);
        row.set("generator_rate", factor * spec.optimiser().generatorRate());
        row.set(
                "critic_rate",
                spec.trainer().adversarial() ? factor * spec.optimiser().criticRate() : 0);
        if (opponentZ.length > 0) {
            draws.criticLatent(epoch, opponentZ);
            session.values(state.weights, opponentZ, trainer.generatedForOpponent(), generated, null);
            trainer.opponent(epoch, row.get("critic_rate"), generated, row);
        }
        generatorStep(epoch, row, measured);
        if (measured) {
            finishRow(epoch, row);
        }
    }

    private void generatorStep(int epoch, EpochRow row, boolean wanted) {
        int batch = spec.batch();
        draws.generatorLatent(epoch, z);
        tape[0] = tape[0] == null
                ? session.forward(state.weights, z, batch, values)
                : session.forward(state.weights, z, batch, values, tape[0]);
        double loss = trainer.loss(epoch, values, batch, cotangents, wanted);
        row.set(spec.trainer() == TrainerKind.SUPERVISED ? "supervised_loss" : "adversarial_loss", loss);
        double share = spec.supervisionIn(epoch);
        if (supervisor != null && share > 0) {
            double other = supervisor.loss(epoch, values, batch, second, wanted);
            row.set("supervised_loss", other);
            loss = (1 - share) * loss + share * other;
            for (int i = 0; i < cotangents.length; i++) {
                cotangents[i] = (1 - share) * cotangents[i] + share * second[i];
            }
        }
        double norms = 0;
        for (int s = 0; s < batch; s++) {
            double norm = tape[0].norm(s);
            norms += norm / batch;
            state.leastNorm = Math.min(state.leastNorm, norm);
            loss += spec.truncation() * (1 - norm) * (1 - norm) / batch;
            ofNorms[s] = -2 * spec.truncation() * (1 - norm) / batch;
        }
        session.vjp(tape[0], cotangents, ofNorms, gradient, null);
        double norm = Gradients.clip(gradient, spec.optimiser().clip());
        if (!Double.isFinite(norm)) {
            throw new DivergedException(String.format(
                    Locale.ROOT,
                    "training diverged in epoch %d: the generator's gradient is %s. Lower optimiser.generatorRate, or raise"
                            + " generator.cutoff or truncation",
                    epoch,
                    norm));
        }
        optimiser.step(state.weights, gradient, row.get("generator_rate"));
        requireFinite(epoch);
        average(epoch);
        row.set("generator_loss", loss);
        row.set("generator_gradient_norm", norm);
        row.set("norm_mean", norms);
    }

    private void requireFinite(int epoch) {
        for (double[] weights : new double[][] {state.weights, trainer.opponentWeights()}) {
            for (int i = 0; i < weights.length; i++) {
                if (!Double.isFinite(weights[i])) {
                    throw new DivergedException("training diverged in epoch " + epoch + ": weight " + i + " is "
                            + weights[i] + ". Lower the rates");
                }
            }
        }
    }

    /** The average forgets its beginning: in epoch e it keeps at most (e + 1) / (e + 10). */
    private void average(int epoch) {
        if (spec.ema() == 0) {
            return;
        }
        double keep = Math.min(spec.ema(), (epoch + 1.0) / (epoch + 10.0));
        for (int i = 0; i < state.average.length; i++) {
            state.average[i] = keep * state.average[i] + (1 - keep) * state.weights[i];
        }
    }

    private void finishRow(int epoch, EpochRow row) {
        double[] weights = spec.ema() > 0 ? state.average : state.weights;
        Score score = measured(weights, epoch);
        row.set("norm_min", state.leastNorm);
        row.measured(score);
        state.leastNorm = Double.POSITIVE_INFINITY;
        state.rows.add(row.values);
        double value = objective(score);
        if (!Double.isFinite(value)) {
            throw new DivergedException("training diverged in epoch " + epoch + ": the measure is " + value);
        }
        if (value < state.least) {
            state.least = value;
            state.bestEpoch = epoch;
            System.arraycopy(weights, 0, state.best, 0, weights.length);
            state.sinceBest = 0;
        } else {
            state.sinceBest++;
            Integer patience = spec.validation().patience();
            state.stopped |= patience != null && state.sinceBest >= patience;
        }
    }

    /** The weights that are the run's result. */
    double[] chosen() {
        return switch (spec.choose()) {
            case BEST -> state.bestEpoch > 0 ? state.best : state.weights;
            case LAST -> state.weights;
            case EMA -> state.average;
        };
    }

    byte[] save() {
        return state.bytes(arrays());
    }

    void restore(byte[] saved) {
        state.restore(saved, arrays());
        trainer.restored();
    }

    /** What optimisers and the opponent remember, in a fixed order. */
    private List<double[]> arrays() {
        List<double[]> all = new ArrayList<>();
        all.addAll(Arrays.asList(optimiser.state()));
        all.add(trainer.opponentWeights());
        trainer.optimisers().forEach(each -> all.addAll(Arrays.asList(each.state())));
        return all;
    }

    @Override
    public void close() {
        session.close();
    }
}
