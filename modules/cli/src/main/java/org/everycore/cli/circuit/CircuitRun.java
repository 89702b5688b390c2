package org.everycore.cli.circuit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.TextTable;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs circuits and tells the moments and photon-number probabilities of their states. */
@Command(
        name = "run",
        description = "Run circuits: norm, quadrature moments and photon numbers of each mode.",
        footerHeading =
                "%nhbar = 2: the vacuum's variance is 1. Nothing is normalised: 1 - norm is the truncation loss.%n"
                        + "--json prints one object a file, one line each.%n%nExamples:%n",
        footer = {
            "  everycore circuit run examples/squeezed.json",
            "  everycore circuit run --json --ket circuit.json | jq .ket_re",
            "  everycore circuit run --simulator gaussian hundred-modes.json",
            "  everycore circuit run --json --gradient --cutoff 12 a.json b.json"
        })
public final class CircuitRun implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN_PROBABILITIES = 8;
    private static final int BAR = 30;
    private static final double NEGLIGIBLE = 1e-9;

    private final Session session;

    @Mixin
    private CircuitInput input;

    @Option(names = "--ket", description = "Also give the amplitudes (with --json), in C order, mode 0 slowest.")
    private boolean ket;

    @Option(
            names = "--gradient",
            description =
                    "Also give the loss, the sum over modes of <x>^2 + <p>^2, and its derivative by each parameter.")
    private boolean gradient;

    @Option(
            names = "--simulator",
            paramLabel = "NAME",
            description = "fock (the default), or gaussian: exact moments of a Gaussian circuit of any size, in phase"
                    + " space and without a cutoff.")
    private String simulator = "fock";

    public CircuitRun(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (!simulator.equals("fock") && !simulator.equals("gaussian")) {
            throw Failure.wrongInput("--simulator = " + simulator + ": must be fock or gaussian");
        }
        if (simulator.equals("gaussian") && (ket || gradient)) {
            throw Failure.wrongInput("--ket and --gradient need --simulator fock");
        }
        for (CircuitFile file : input.read()) {
            if (simulator.equals("gaussian")) {
                phaseSpace(file);
                continue;
            }
            FockRun run;
            Gradient derivative;
            try {
                run = Answers.run(file.circuit());
                derivative = gradient ? Answers.gradient(file.circuit()) : null;
            } catch (CircuitException e) {
                throw e.in(file.name());
            }
            FockState state = run.state();
            if (ket && state.ket().isEmpty()) {
                throw Failure.wrongInput(file.name() + ": makes a mixed state, which has no ket");
            }
            Answers.warn(session.err(), file.name(), state.cutoff(), run.kept(), run.selected());
            if (session.json()) {
                json(file, run, derivative);
            } else {
                text(file, run, derivative);
            }
        }
        return 0;
    }

    private void phaseSpace(CircuitFile file) throws IOException {
        List<FockKet.Moments> moments;
        try {
            GaussianState state = GaussianSimulator.run(file.circuit());
            moments = IntStream.range(0, state.modes()).mapToObj(state::moments).toList();
        } catch (CircuitException e) {
            throw e.in(file.name());
        }
        if (!session.json()) {
            session.out().println(session.style().bold(file.title()) + ": " + count(moments.size()) + ", phase space");
            table(moments);
            session.out().println();
            return;
        }
        Writer writer = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
        try (JsonGenerator json = JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeStringField("name", file.circuit().name());
            json.writeStringField("simulator", simulator);
            json.writeNumberField("modes", moments.size());
            moments(json, moments);
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    private static String count(int modes) {
        return modes + (modes == 1 ? " mode" : " modes");
    }

    private static void moments(JsonGenerator json, List<FockKet.Moments> moments) throws IOException {
        array(json, "mean_x", moments, FockKet.Moments::meanX);
        array(json, "mean_p", moments, FockKet.Moments::meanP);
        array(json, "var_x", moments, FockKet.Moments::varX);
        array(json, "var_p", moments, FockKet.Moments::varP);
        array(json, "mean_n", moments, FockKet.Moments::meanN);
        array(json, "var_n", moments, FockKet.Moments::varN);
    }

    private void json(CircuitFile file, FockRun run, Gradient derivative) throws IOException {
        FockState state = run.state();
        Writer writer = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
        List<FockKet.Moments> moments = moments(state);
        try (JsonGenerator json = JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeStringField("name", file.circuit().name());
            json.writeNumberField("modes", state.modes());
            json.writeNumberField("cutoff", state.cutoff());
            json.writeNumberField("norm", state.norm());
            if (file.circuit().selects()) {
                json.writeNumberField("probability", run.selected());
            }
            moments(json, moments);
            array(json, "probabilities", state.probabilities());
            if (ket) {
                array(json, "ket_re", state.ket().orElseThrow().re());
                array(json, "ket_im", state.ket().orElseThrow().im());
            }
            if (derivative != null) {
                json.writeNumberField("loss", derivative.loss());
                array(json, "gradient", derivative.gradient());
            }
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    private static List<FockKet.Moments> moments(FockState state) {
        return IntStream.range(0, state.modes()).mapToObj(state::moments).toList();
    }

    private static void array(
            JsonGenerator json, String name, List<FockKet.Moments> moments, ToDoubleFunction<FockKet.Moments> value)
            throws IOException {
        array(json, name, moments.stream().mapToDouble(value).toArray());
    }

    private static void array(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    private void text(CircuitFile file, FockRun run, Gradient derivative) {
        FockState state = run.state();
        session.out()
                .println(session.style().bold(file.title()) + ": " + count(state.modes()) + ", cutoff " + state.cutoff()
                        + String.format(
                                Locale.ROOT, ", norm %.6f (truncation loss %.2e)", state.norm(), 1 - state.norm()));
        if (file.circuit().selects()) {
            session.out()
                    .println(String.format(
                            Locale.ROOT,
                            "selected outcomes: %s %.9g",
                            file.circuit().selectedBy(),
                            run.selected()));
        }
        table(moments(state));
        probabilities(state);
        if (derivative != null) {
            session.out().println(String.format(Locale.ROOT, "loss %.9g", derivative.loss()));
            StringBuilder line = new StringBuilder("gradient");
            for (double value : derivative.gradient()) {
                line.append(' ').append(String.format(Locale.ROOT, "%.6g", value));
            }
            session.out().println(line);
        }
        session.out().println();
    }

    private void table(List<FockKet.Moments> moments) {
        TextTable table = new TextTable("rrrrrrr");
        table.row("mode", "<x>", "<p>", "var x", "var p", "<n>", "var n");
        int mode = 0;
        for (FockKet.Moments m : moments) {
            table.row(
                    mode++,
                    number(m.meanX()),
                    number(m.meanP()),
                    number(m.varX()),
                    number(m.varP()),
                    number(m.meanN()),
                    number(m.varN()));
        }
        table.lines().forEach(session.out()::println);
    }

    private void probabilities(FockState state) {
        double[] joint = state.probabilities();
        List<Integer> likely = IntStream.range(0, joint.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -Math.round(joint[i] / NEGLIGIBLE)))
                .limit(SHOWN_PROBABILITIES)
                .toList();
        TextTable table = new TextTable("lrl");
        for (int index : likely) {
            if (joint[index] > NEGLIGIBLE) {
                table.row(
                        "  |" + photons(index, state.modes(), state.cutoff()) + ">",
                        String.format(Locale.ROOT, "%.6f", joint[index]),
                        session.style().accent(Bar.of(joint[index], BAR)));
            }
        }
        session.out().println("most likely photon numbers");
        table.lines().forEach(session.out()::println);
    }

    private static String photons(int index, int modes, int cutoff) {
        String[] numbers = new String[modes];
        int rest = index;
        for (int mode = modes - 1; mode >= 0; mode--) {
            numbers[mode] = String.valueOf(rest % cutoff);
            rest /= cutoff;
        }
        return String.join(",", numbers);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", Math.abs(value) < 5e-7 ? 0 : value);
    }
}
