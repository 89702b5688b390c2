package org.everycore.cli.circuit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ResultPlace;
import org.everycore.cli.text.Numbers;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.gaussian.GaussianShots;
import org.everycore.photonics.jobs.CircuitKind;
import org.everycore.photonics.jobs.RowWriter;
import org.everycore.photonics.measure.ShotSource;
import org.everycore.photonics.measure.Shots;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the measurements of a circuit, shot by shot. */
@Command(
        name = "shots",
        description = "Draw the outcomes of a circuit's measurements, post-selected where the circuit selects.",
        footerHeading = "%nShot i depends on the circuit, the seed and i alone. Columns: n (photons), click (0 or 1),"
                + " x (a quadrature, hbar = 2), re and im (of alpha), each with its mode. Gaussian circuits with"
                + " homodyne and heterodyne measurements are drawn in phase space, without a cutoff; --simulator says"
                + " otherwise.%n%nExamples:%n",
        footer = {
            "  everycore circuit shots examples/epr.xbb -n 1000 --seed 7",
            "  everycore circuit shots examples/cat.json --measure p -n 100000 --out p.npy",
            "  everycore circuit shots --json examples/hong-ou-mandel.json --measure fock | jq .rows"
        })
public final class CircuitShots implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BATCH = 256;
    private static final long MOST = 1_000_000_000L;
    private static final long PROGRESS_NANOS = 3_000_000_000L;
    /** What starts and ends a job is paid back by more cores from about here on. */
    private static final double WORTH_A_JOB_SECONDS = 3;

    private final Session session;

    @Mixin
    private CircuitInput input;

    @Option(names = "-n", paramLabel = "N", description = "How many shots; the default is 1000.")
    private long count = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "Key of all randomness; the default is 42.")
    private long seed = 42;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = "Measure every mode at the end as well: fock, threshold, x, p or heterodyne.")
    private String measure;

    @Option(
            names = "--simulator",
            paramLabel = "NAME",
            description = "fock, gaussian (phase space), or auto (the default): phase space where it can.")
    private String simulator = "auto";

    @Option(names = "--out", paramLabel = "FILE", description = "Write the shots to this .npy or .csv file.")
    private Path out;

    public CircuitShots(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > MOST) {
            throw Failure.wrongInput("-n = " + count + ": must be 1 to " + MOST);
        }
        String lower = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
        if (out != null && !lower.endsWith(".npy") && !lower.endsWith(".csv")) {
            throw Failure.wrongInput("--out = " + out + ": must end in .npy or .csv");
        }
        CircuitFile file = input.readOne("measured", session);
        try {
            Circuit circuit = measure == null ? file.circuit() : measured(file.circuit(), measure);
            boolean phaseSpace = phaseSpace(circuit);
            if (!circuit.measured()) {
                throw new CircuitException("has no measurement to draw from; --measure adds one of every mode");
            }
            if (out != null && CircuitKind.shotSeconds(circuit, phaseSpace) * count > WORTH_A_JOB_SECONDS) {
                return job();
            }
            ShotSource source = phaseSpace ? new GaussianShots(circuit) : new Shots(circuit);
            String name = phaseSpace ? "gaussian" : "fock";
            Answers.warn(session.err(), file.name(), circuit.cutoff(), source.kept(), source.selected());
            return session.interrupts().during(() -> {}, () -> {
                if (out != null) {
                    file(source, lower.endsWith(".csv"));
                } else if (session.json()) {
                    json(file, name, source);
                } else {
                    text(file, name, source);
                }
                return 0;
            });
        } catch (CircuitException e) {
            throw e.in(file.name());
        }
    }

    /** Many shots to a file are a job on every core; shot i is the same number either way. */
    private int job() throws IOException {
        ObjectNode spec = input.spec();
        spec.put("answer", "shots").put("shots", count).put("simulator", simulator);
        if (measure != null) {
            spec.put("measure", measure);
        }
        JobFile file = new JobFile("circuit shots", JobRequest.of("photonics.circuit", seed, spec));
        Outcome outcome = new LocalJobs(session)
                .run(List.of(new LocalJobs.Task(file, ResultPlace.of("--out", out))))
                .get(0);
        ExitCode code = LocalJobs.code(outcome);
        if (code == ExitCode.OK) {
            session.err().println("everycore: " + out + " written");
        } else {
            outcome.failure().ifPresent(failure -> session.err().println("everycore: " + failure.message()));
        }
        return code.status();
    }

    private boolean phaseSpace(Circuit circuit) {
        return switch (simulator) {
            case "auto" -> GaussianShots.admits(circuit);
            case "gaussian" -> true;
            case "fock" -> false;
            default -> throw Failure.wrongInput("--simulator = " + simulator + ": must be auto, fock or gaussian");
        };
    }

    private static Circuit measured(Circuit circuit, String how) {
        List<Operation> all = new ArrayList<>(circuit.operations());
        for (int mode = 0; mode < circuit.modes(); mode++) {
            all.add(
                    switch (how) {
                        case "fock" -> Operation.of(GateKind.MEASURE_FOCK, new double[0], mode);
                        case "threshold" -> Operation.of(GateKind.MEASURE_THRESHOLD, new double[0], mode);
                        case "x" -> Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {0}, mode);
                        case "p" -> Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {Math.PI / 2}, mode);
                        case "heterodyne" -> Operation.of(GateKind.MEASURE_HETERODYNE, new double[0], mode);
                        default ->
                            throw Failure.wrongInput(
                                    "--measure = " + how + ": must be fock, threshold, x, p or heterodyne");
                    });
        }
        return circuit.withOperations(all);
    }

    /** Draws all shots, batch by batch. */
    private void each(ShotSource source, Sink sink) throws IOException {
        long last = System.nanoTime();
        for (long done = 0; done < count; done += BATCH) {
            if (session.interrupts().interrupted()) {
                throw new CancellationException("the shots were cancelled");
            }
            sink.take(source.draw(seed, done, (int) Math.min(BATCH, count - done)));
            if (System.nanoTime() - last > PROGRESS_NANOS) {
                last = System.nanoTime();
                session.err()
                        .println(Numbers.grouped(Math.min(count, done + BATCH)) + "/" + Numbers.grouped(count)
                                + " shots");
            }
        }
    }

    private void file(ShotSource source, boolean csv) throws IOException {
        int width = source.columns().size();
        try (ResultFile result = ResultFile.open(ResultTarget.to(out))) {
            RowWriter writer = csv
                    ? RowWriter.csv(result.stream(), source.columns())
                    : RowWriter.npy(result.stream(), count, width);
            each(source, rows -> {
                double[] flat = new double[rows.length * width];
                for (int i = 0; i < rows.length; i++) {
                    System.arraycopy(rows[i], 0, flat, i * width, width);
                }
                writer.write(flat);
            });
            result.commit();
        }
        session.err().println("everycore: " + out + " written");
    }

    private void json(CircuitFile file, String name, ShotSource source) throws IOException {
        Writer writer = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
        try (JsonGenerator json = JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeStringField("name", file.circuit().name());
            json.writeNumberField("shots", count);
            json.writeNumberField("seed", seed);
            json.writeStringField("simulator", name);
            if (name.equals("fock")) {
                json.writeNumberField("norm", source.kept());
            }
            if (file.circuit().selects()) {
                json.writeNumberField("probability", source.selected());
            }
            json.writeArrayFieldStart("columns");
            for (String column : source.columns()) {
                json.writeString(column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            each(source, rows -> {
                for (double[] row : rows) {
                    json.writeArray(row, 0, row.length);
                }
            });
            json.writeEndArray();
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    private void text(CircuitFile file, String name, ShotSource source) throws IOException {
        ShotTable table = new ShotTable(source.columns());
        each(source, table::take);
        session.out()
                .println(session.style().bold(file.title()) + ": " + Numbers.grouped(count) + " shots, seed " + seed
                        + (name.equals("fock") ? ", in Fock space" : ", in phase space"));
        if (file.circuit().selects()) {
            session.out()
                    .println(String.format(
                            Locale.ROOT,
                            "selected outcomes: %s %.9g",
                            file.circuit().selectedBy(),
                            source.selected()));
        }
        table.lines(session.style()).forEach(session.out()::println);
    }

    /** Takes some shots, in order. */
    interface Sink {
        void take(double[][] rows) throws IOException;
    }
}
