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
                        + "--json prints one object a file, one line each.%n%n"
                        + "EXPR is arithmetic (+ - * / ^, exp log sqrt abs sin cos tan tanh, pi) over%n"
                        + "  <POLY>           mean of a polynomial of x0, p0, n0 and x0(PHI), as <(x0 - x1)^2>%n"
                        + "  var(POLY), cov(POLY, POLY)%n"
                        + "  P(2,0), P(n1=1)  probability of photon numbers, of all modes or of some%n"
                        + "  parity(), parity(0,1), fidelity(FILE), purity, norm%n"
                        + "  probability      of the selected outcomes%n%nExamples:%n",
        footer = {
            "  everycore circuit run examples/squeezed.json",
            "  everycore circuit run --json --ket circuit.json | jq .ket_re",
            "  everycore circuit run --simulator gaussian hundred-modes.json",
            "  everycore circuit run --json --gradient --cutoff 12 a.json b.json",
            "  everycore circuit run --covariance --purity --observable '<(x0 - x1)^2>' examples/epr.xbb",
            "  everycore circuit run --loss '1 - fidelity(target.json) + 0.1*<n0>' lossy.json",
            "  everycore circuit run --dm --out state.npz lossy.json"
        })
public final class CircuitRun implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN_PROBABILITIES = 8;
    private static final int BAR = 30;
    private static final double NEGLIGIBLE = 1e-9;

    private final Session session;

    @Mixin
    private CircuitInput input;

    @Mixin
    private StateOptions asked;

    @Option(
            names = "--gradient",
            description = "Also give the loss and its derivative by each parameter, through channels and selected"
                    + " outcomes too. The loss is the sum over modes of <x>^2 + <p>^2 unless --loss says otherwise.")
    private boolean gradient;

    @Option(names = "--loss", paramLabel = "EXPR", description = "The expression whose gradient is given.")
    private String loss;

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
        boolean phaseSpace = simulator.equals("gaussian");
        asked.check();
        gradient |= loss != null;
        if (phaseSpace) {
            asked.requirePhaseSpace();
            if (gradient) {
                throw Failure.wrongInput("--gradient needs --simulator fock");
            }
        }
        List<CircuitFile> files = input.read(session);
        if (asked.out != null && files.size() > 1) {
            throw Failure.wrongInput("--out takes one circuit, not " + files.size());
        }
        for (CircuitFile file : files) {
            try {
                if (phaseSpace) {
                    phaseSpace(file);
                } else {
                    fock(file);
                }
            } catch (CircuitException e) {
                throw e.in(file.name());
            }
        }
        return 0;
    }

    private void fock(CircuitFile file) throws IOException {
        FockRun run = Answers.run(file.circuit());
        FockState state = run.state();
        if (asked.ket && state.ket().isEmpty()) {
            throw new CircuitException("makes a mixed state, which has no ket: --dm gives its density matrix");
        }
        Gradient derivative = gradient ? Answers.gradient(file.circuit(), loss) : null;
        Figures figures = StateFigures.of(file.circuit(), run, asked);
        if (derivative != null) {
            figures.put("loss", derivative.loss()).put("gradient", derivative.gradient());
        }
        Answers.warn(session.err(), file.name(), state.cutoff(), run.kept(), run.selected());
        if (session.json()) {
            json(file, run, figures);
        } else {
            text(file, run, figures, derivative);
        }
        write(figures, StateFigures.moments(run));
    }

    private void write(Figures figures, Figures moments) throws IOException {
        if (asked.out != null) {
            figures.write(asked.out, moments);
            session.err().println("everycore: " + asked.out + " written");
        }
    }

    private void phaseSpace(CircuitFile file) throws IOException {
        GaussianState state = GaussianSimulator.run(file.circuit());
        List<FockKet.Moments> moments =
                IntStream.range(0, state.modes()).mapToObj(state::moments).toList();
        Figures figures = StateFigures.of(state, asked);
        if (!session.json()) {
            session.out().println(session.style().bold(file.title()) + ": " + count(moments.size()) + ", phase space");
            table(moments);
            figures.lines().forEach(session.out()::println);
            session.out().println();
        } else {
            Writer writer = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
            try (JsonGenerator json = JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.writeStartObject();
                json.writeStringField("file", file.name());
                json.writeStringField("name", file.circuit().name());
                json.writeStringField("simulator", simulator);
                json.writeNumberField("modes", moments.size());
                moments(json, moments);
                figures.json(json);
                json.writeEndObject();
            }
            writer.write('\n');
            writer.flush();
        }
        write(figures, StateFigures.moments(moments));
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

    private void json(CircuitFile file, FockRun run, Figures figures) throws IOException {
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
            figures.json(json);
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

    private void text(CircuitFile file, FockRun run, Figures figures, Gradient derivative) {
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
        figures.without("loss", "gradient").lines().forEach(session.out()::println);
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
