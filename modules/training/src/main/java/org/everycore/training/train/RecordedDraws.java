package org.everycore.training.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.SpecException;
import org.everycore.training.data.Dataset;
import org.everycore.training.data.Scaling;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;

/**
 * Every random number of a short run, from a file or for one: what another implementation needs to replay it.
 *
 * <p>Arrays: {@code circuit}, {@code encoder}, {@code opponent} (first weights); {@code axis}, {@code training}, {@code
 * validation} (members x n x n), {@code canonical}; {@code z_generator} (epochs x batch x latent), {@code z_validation} (epochs
 * x draws x latent); of trainers with a critic {@code z_critic} (epochs x steps x batch x latent), {@code members}, {@code
 * epsilon} (epochs x steps x batch), {@code noise_real}, {@code noise_fake} (epochs x steps x batch x n²); of the others {@code
 * members} (epochs x 1 x compared).
 */
final class RecordedDraws implements DrawSource {
    private static final String MEMBERS = "members";

    private final Map<String, NumpyArray> arrays;
    private final String shown;

    private RecordedDraws(Map<String, NumpyArray> arrays, String shown) {
        this.arrays = arrays;
        this.shown = shown;
    }

    static RecordedDraws read(Path file, String shown, TrainSpec spec) throws IOException {
        RecordedDraws draws = new RecordedDraws(NumpyFiles.npz(file, shown), shown);
        int recorded = draws.array("z_generator").shape()[0];
        if (recorded < spec.epochs()) {
            throw new SpecException("epochs", spec.epochs(), "is more than the " + recorded + " epochs of " + shown);
        }
        return draws;
    }

    private NumpyArray array(String name) {
        NumpyArray array = arrays.get(name);
        if (array == null || array.shape().length == 0) {
            throw new SpecException("draws", shown, "has no array named " + name);
        }
        return array;
    }

    Dataset data() {
        return new Dataset(
                array("training").toRows(),
                array("validation").toRows(),
                array("canonical").values(),
                array("axis").values(),
                Optional.empty(),
                Scaling.NONE,
                0);
    }

    TrainLoop.FirstWeights first() {
        double[] circuit = array("circuit").values();
        double[] encoder = array("encoder").values();
        double[] all = java.util.Arrays.copyOf(circuit, circuit.length + encoder.length);
        System.arraycopy(encoder, 0, all, circuit.length, encoder.length);
        NumpyArray opponent = arrays.get("opponent");
        return new TrainLoop.FirstWeights(all, opponent == null ? null : opponent.values());
    }

    /** Copies one slice of the leading axes. */
    private void take(String name, int index, double[] to) {
        double[] values = array(name).values();
        if ((long) (index + 1) * to.length > values.length) {
            throw new SpecException(
                    "draws",
                    shown,
                    name + " has " + values.length + " numbers; slice " + index + " of " + to.length + " lies beyond");
        }
        System.arraycopy(values, index * to.length, to, 0, to.length);
    }

    @Override
    public void generatorLatent(int epoch, double[] z) {
        take("z_generator", epoch - 1, z);
    }

    @Override
    public void criticLatent(int epoch, double[] z) {
        take("z_critic", epoch - 1, z);
    }

    @Override
    public void validationLatent(int epoch, double[] z) {
        take("z_validation", epoch - 1, z);
    }

    private int step(String name, int epoch, int step) {
        return (epoch - 1) * array(name).shape()[1] + step;
    }

    @Override
    public void members(int epoch, int step, int[] members, int of) {
        double[] numbers = new double[members.length];
        take(MEMBERS, step(MEMBERS, epoch, step), numbers);
        for (int i = 0; i < members.length; i++) {
            members[i] = (int) numbers[i];
            if (members[i] < 0 || members[i] >= of) {
                throw new SpecException("draws", shown, "names member " + members[i] + " of " + of);
            }
        }
    }

    @Override
    public void noise(int epoch, int step, double[] real, double[] fake) {
        take("noise_real", step("noise_real", epoch, step), real);
        take("noise_fake", step("noise_fake", epoch, step), fake);
    }

    @Override
    public void epsilon(int epoch, int step, double[] epsilon) {
        take("epsilon", step("epsilon", epoch, step), epsilon);
    }

    @Override
    public void uniforms(int epoch, int step, double[] numbers) {
        take("uniforms", step("uniforms", epoch, step), numbers);
    }

    /** The draws of a seeded run, with its data and first weights. */
    static byte[] record(TrainSpec spec, long seed, Dataset data) {
        DrawSource draws = new SeededDraws(seed, spec.latentScale());
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        int batch = spec.batch();
        int epochs = spec.epochs();
        int points = data.side() * data.side();
        int steps = spec.critic().steps();
        try (TrainLoop loop = new TrainLoop(spec, seed, data, TrainLoop.FirstWeights.DRAWN, draws)) {
            int latent = loop.session().latentDim();
            int circuit = loop.session().circuitWeights();
            double[] weights = loop.state().weights;
            arrays.put("circuit", NumpyArray.of(java.util.Arrays.copyOf(weights, circuit)));
            arrays.put("encoder", NumpyArray.of(java.util.Arrays.copyOfRange(weights, circuit, weights.length)));
            arrays.put("opponent", NumpyArray.of(loop.opponentWeights().clone()));
            arrays.put("axis", NumpyArray.of(data.axis()));
            arrays.put("training", square(data.training(), data.side()));
            arrays.put("validation", square(data.validation(), data.side()));
            arrays.put("canonical", new NumpyArray(new int[] {data.side(), data.side()}, data.canonical()));
            int shown = loop.measure()
                    .latent(spec.latentScale() == 0 ? 1 : spec.validation().draws());
            Recorder recorder = new Recorder(arrays, epochs);
            recorder.each("z_generator", new int[] {batch, latent}, draws::generatorLatent);
            recorder.each("z_validation", new int[] {shown, latent}, draws::validationLatent);
            if (spec.trainer().adversarial()) {
                recorder.each("z_critic", new int[] {steps, batch, latent}, draws::criticLatent);
            }
            if (spec.trainer() == TrainerKind.WGAN_GP) {
                recorder.steps("epsilon", steps, new int[] {batch}, draws::epsilon);
                double[] other = new double[batch * points];
                recorder.steps(
                        "noise_real", steps, new int[] {batch, points}, (e, s, n) -> draws.noise(e, s, n, other));
                recorder.steps(
                        "noise_fake", steps, new int[] {batch, points}, (e, s, n) -> draws.noise(e, s, other, n));
            }
            if (spec.trainer().onSamples()) {
                recorder.steps("uniforms", steps, new int[] {3 * batch}, draws::uniforms);
            }
            int compared = spec.trainer() == TrainerKind.WGAN_GP ? batch : Discrepancy.compared(spec, data);
            int of = data.training().length;
            recorder.steps(
                    MEMBERS,
                    spec.trainer() == TrainerKind.WGAN_GP ? steps : 1,
                    new int[] {compared},
                    (e, s, numbers) -> {
                        int[] at = new int[numbers.length];
                        draws.members(e, s, at, of);
                        java.util.Arrays.setAll(numbers, i -> at[i]);
                    });
        }
        return NumpyFiles.bytes(arrays);
    }

    private static NumpyArray square(double[][] members, int side) {
        return new NumpyArray(
                new int[] {members.length, side, side}, NumpyArray.rows(members).values());
    }

    /** Writes the draws of an epoch. */
    private interface OfEpoch {
        void draw(int epoch, double[] numbers);
    }

    /** Writes the draws of a critic step. */
    private interface OfStep {
        void draw(int epoch, int step, double[] numbers);
    }

    private record Recorder(Map<String, NumpyArray> arrays, int epochs) {
        void each(String name, int[] shape, OfEpoch draw) {
            steps(name, 1, shape, (epoch, step, numbers) -> draw.draw(epoch, numbers));
            NumpyArray all = arrays.get(name);
            int[] whole = new int[shape.length + 1];
            whole[0] = epochs;
            System.arraycopy(shape, 0, whole, 1, shape.length);
            arrays.put(name, new NumpyArray(whole, all.values()));
        }

        void steps(String name, int steps, int[] shape, OfStep draw) {
            int width = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            double[] all = new double[epochs * steps * width];
            double[] some = new double[width];
            for (int epoch = 1; epoch <= epochs; epoch++) {
                for (int step = 0; step < steps; step++) {
                    draw.draw(epoch, step, some);
                    System.arraycopy(some, 0, all, ((epoch - 1) * steps + step) * width, width);
                }
            }
            int[] whole = new int[shape.length + 2];
            whole[0] = epochs;
            whole[1] = steps;
            System.arraycopy(shape, 0, whole, 2, shape.length);
            arrays.put(name, new NumpyArray(whole, all));
        }
    }
}
