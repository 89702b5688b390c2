package org.everycore.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.photonics.generator.DensityGrid;
import org.everycore.photonics.generator.GeneratorSession;
import org.everycore.photonics.generator.GeneratorSettings;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GeneratorTape;
import org.everycore.photonics.generator.QuantumGenerator;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleReadout;

/** A generator that a peer opened: samples, and gradients of what it sampled last. */
final class OpenGenerator implements Session {
    /** Tapes that a peer may hold; the oldest goes first, for what a peer forgets must not fill the memory. */
    private static final int MAX_TAPES = 64;

    /** Gives the bits of jobs. */
    private final QuantumGenerator generator;
    /** Keeps tapes; made when the first is asked for. */
    private GeneratorSession taping;

    private final GeneratorSettings settings;
    private final EngineLimits limits;
    private final Map<Long, GeneratorTape> tapes = new LinkedHashMap<>();
    private double[] current;
    private long lastTape;

    private OpenGenerator(QuantumGenerator generator, GeneratorSettings settings, EngineLimits limits) {
        this.generator = generator;
        this.settings = settings;
        this.limits = limits;
        this.current = generator.weights().flat();
    }

    /** What a peer says to open a generator: the words of a {@code photonics.sample} job, without samples and files. */
    record Request(
            GeneratorSpec generator,
            SampleReadout readout,
            List<Integer> readModes,
            List<Double> angles,
            DensityGrid grid,
            Long seed,
            Integer workers) {
        @JsonCreator
        Request(
                @JsonProperty(value = "generator", required = true) GeneratorSpec generator,
                @JsonProperty("readout") SampleReadout readout,
                @JsonProperty("readModes") List<Integer> readModes,
                @JsonProperty("angles") List<Double> angles,
                @JsonProperty("grid") DensityGrid grid,
                @JsonProperty("seed") Long seed,
                @JsonProperty("workers") Integer workers) {
            if (generator == null) {
                throw new SpecException("generator", "is missing");
            }
            if (generator.weights() != null) {
                throw new SpecException("generator.weights", "is a file: send weights as an array");
            }
            this.generator = generator;
            this.readout = readout == null ? SampleReadout.X : readout;
            this.readModes = readModes;
            this.angles = angles;
            this.grid = grid;
            this.seed = seed == null ? 42 : seed;
            this.workers = workers;
        }
    }

    static OpenGenerator open(Message message, EngineLimits limits) {
        Request request = Specs.read(message.head().path("open"), Request.class, "open");
        int workers = request.workers() == null ? limits.workers() : request.workers();
        if (workers < 1 || workers > 64) {
            throw new SpecException("workers", workers, "must be 1 to 64");
        }
        Reading reading = Reading.of(
                request.readout(), request.generator(), request.readModes(), request.angles(), request.grid());
        GeneratorSettings settings =
                new GeneratorSettings(request.generator(), reading, request.seed(), workers, 8, 32);
        return new OpenGenerator(QuantumGenerator.create(settings), settings, limits);
    }

    @Override
    public Message describe() {
        Message message = Message.empty();
        GeneratorSpec spec = settings.spec();
        ObjectNode head = message.head();
        head.put("columns", generator.columns());
        head.put("latentDim", spec.latentDim());
        head.put("circuitWeights", generator.weights().circuit().length);
        head.put("encoderWeights", generator.weights().encoder().length);
        head.put("summary", generator.summary());
        if (settings.reading().columns() <= 4096) {
            settings.reading().names().forEach(head.putArray("names")::add);
        }
        return message.with("weights", current);
    }

    @Override
    public Message answer(String op, Message request) {
        return switch (op) {
            case "generator.forward" -> forward(request);
            case "generator.tape" -> tape(request);
            case "generator.vjp" -> vjp(request);
            case "generator.forget" -> forget(request);
            case "generator.sample" -> sample(request);
            case "generator.benchmark" -> benchmark(request);
            default -> throw new SpecException("op", op, "is not an operation of a generator");
        };
    }

    private Message forward(Message request) {
        use(request);
        double[][] z = rows(request, "z", settings.spec().latentDim());
        requireRoom(z.length);
        String strategy = request.head().path("strategy").asText("cpu_batch");
        long first = request.head().has("first") ? request.number("first", 0, Long.MAX_VALUE / 2) : 0;
        double[][] values = generator.generate(z, strategy, first);
        Message answer = Message.empty();
        answer.head().put("strategy", generator.lastStrategy());
        return answer.with("values", flat(values, generator.columns()));
    }

    /** Values that can be differentiated afterwards; they agree with those of jobs to 1e-12. */
    private Message tape(Message request) {
        double[] weights = weights(request);
        NumberArray z = width(request, "z", settings.spec().latentDim());
        int samples = z.shape()[0];
        requireRoom(samples);
        if (taping == null) {
            taping = GeneratorSession.open(settings);
        }
        if (tapes.size() == MAX_TAPES) {
            tapes.remove(tapes.keySet().iterator().next()).close();
        }
        double[] values = new double[samples * generator.columns()];
        GeneratorTape tape = taping.forward(weights, z.values(), samples, values);
        tapes.put(++lastTape, tape);
        double[] norms = new double[samples];
        Arrays.setAll(norms, tape::norm);
        Message answer = Message.empty();
        answer.head().put("tape", lastTape);
        return answer.with("values", NumberArray.of(values, samples, generator.columns()))
                .with("norms", norms);
    }

    private Message vjp(Message request) {
        GeneratorTape tape = kept(request);
        NumberArray cotangents = width(request, "cotangents", generator.columns());
        if (cotangents.shape()[0] != tape.samples()) {
            throw new SpecException("cotangents", cotangents.shape()[0] + " rows", "must be " + tape.samples());
        }
        double[] ofNorms = new double[tape.samples()];
        if (request.arrays().containsKey("norms")) {
            ofNorms = request.array("norms", 1).values();
        }
        double[] dWeights = new double[taping.weights()];
        double[] dz = new double[tape.samples() * settings.spec().latentDim()];
        taping.vjp(tape, cotangents.values(), ofNorms, dWeights, dz);
        return Message.empty()
                .with("weights", dWeights)
                .with("z", NumberArray.of(dz, tape.samples(), settings.spec().latentDim()));
    }

    private GeneratorTape kept(Message request) {
        long id = request.number("tape", 1, Long.MAX_VALUE);
        GeneratorTape tape = tapes.get(id);
        if (tape == null) {
            throw new SpecException("tape", id, "is not kept: only the last " + MAX_TAPES + " forward passes are");
        }
        return tape;
    }

    private Message forget(Message request) {
        kept(request);
        tapes.remove(request.number("tape", 1, Long.MAX_VALUE)).close();
        return Message.empty();
    }

    private Message sample(Message request) {
        use(request);
        long first = request.number("first", 0, Long.MAX_VALUE / 2);
        int count = (int) request.number("count", 0, Integer.MAX_VALUE);
        requireRoom(count);
        return Message.empty().with("values", flat(generator.sample(first, count), generator.columns()));
    }

    private Message benchmark(Message request) {
        double[] batches = request.array("batches", 1).values();
        int[] sizes = Arrays.stream(batches).mapToInt(size -> (int) size).toArray();
        for (int size : sizes) {
            if (size < 1 || size > 1 << 20) {
                throw new SpecException("batches", size, "must be 1 to " + (1 << 20));
            }
        }
        Message answer = Message.empty();
        var rows = answer.head().putArray("rates");
        for (QuantumGenerator.Rate rate : generator.benchmark(sizes)) {
            rows.addObject()
                    .put("strategy", rate.strategy())
                    .put("batch", rate.batch())
                    .put("perSecond", rate.perSecond());
        }
        return answer;
    }

    /** The request's weights, or those that were used last. */
    private double[] weights(Message request) {
        if (!request.arrays().containsKey("weights")) {
            return current;
        }
        double[] weights = request.array("weights", 1).values();
        if (weights.length != current.length) {
            throw new SpecException("weights", weights.length + " numbers", "must be " + current.length);
        }
        return weights;
    }

    private void use(Message request) {
        double[] weights = weights(request);
        if (!Arrays.equals(weights, current)) {
            generator.setWeights(generator.weights().withFlat(weights));
            current = weights;
        }
    }

    private void requireRoom(long samples) {
        long bytes = samples * generator.columns() * Double.BYTES;
        if (bytes > limits.maxBody()) {
            throw new SpecException(
                    "count",
                    samples,
                    "would be " + bytes + " bytes, over " + limits.maxBody() + " a message: ask for less at once");
        }
    }

    private static NumberArray width(Message request, String name, int width) {
        NumberArray array = request.array(name, 2);
        if (array.shape()[1] != width) {
            throw new SpecException(name, Arrays.toString(array.shape()), "must have " + width + " columns");
        }
        return array;
    }

    private static double[][] rows(Message request, String name, int width) {
        NumberArray array = width(request, name, width);
        double[][] rows = new double[array.shape()[0]][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(array.values(), i * width, (i + 1) * width);
        }
        return rows;
    }

    private static NumberArray flat(double[][] rows, int width) {
        double[] flat = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return NumberArray.of(flat, rows.length, width);
    }

    @Override
    public void close() {
        generator.close();
        if (taping != null) {
            taping.close();
        }
    }
}
