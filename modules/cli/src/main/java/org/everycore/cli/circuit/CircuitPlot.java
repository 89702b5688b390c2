package org.everycore.cli.circuit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.jobs.RowWriter;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.readout.Grids;
import org.everycore.photonics.readout.Pictures;
import org.everycore.photonics.readout.PositionDensity;
import org.everycore.photonics.readout.PositionUnits;
import org.everycore.photonics.readout.WignerFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the state that a circuit ends in, and writes the numbers of the picture. */
@Command(
        name = "plot",
        description = "Draw the state that a circuit ends in: Wigner function, photon numbers or position density.",
        footerHeading = "%nhbar = 2: the vacuum's variance is 1. Values are those of the cut state, not normalised."
                + " --npy writes an array: for wigner rows x, p, W(x, p); for density rows x, density or x, y,"
                + " density; for photons a row a photon number, a column a mode.%n%nExamples:%n",
        footer = {
            "  everycore circuit plot examples/cat.json --out cat.png",
            "  everycore circuit plot c.json --what photons --out photons.png --npy photons.npy",
            "  everycore circuit plot c.json --what density --mode 0,1 --range 5 --points 201 --out d.png"
        })
public final class CircuitPlot implements Callable<Integer> {
    private static final int MOST_POINTS = 1001;

    private final Session session;

    @Mixin
    private CircuitInput input;

    @Option(
            names = "--what",
            paramLabel = "NAME",
            description = "wigner (the default), photons, or density (of the position of one mode or two).")
    private String what = "wigner";

    @Option(
            names = "--mode",
            paramLabel = "K",
            split = ",",
            description = "The mode to look at, or two for a joint density; the default is 0, for photons all.")
    private List<Integer> modes;

    @Option(names = "--range", paramLabel = "X", description = "Show -X to X; the default holds what can be seen.")
    private Double range;

    @Option(names = "--points", paramLabel = "N", description = "Points an axis; the default is 161.")
    private Integer points;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the picture to this .png file.")
    private Path out;

    @Option(names = "--npy", paramLabel = "FILE", description = "Write the numbers to this .npy (or .csv) file.")
    private Path npy;

    public CircuitPlot(Session session) {
        this.session = session;
    }

    /** A picture and its numbers, row by row. */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
    private record Plot(byte[] png, List<String> columns, double[] rows) {}

    @Override
    public Integer call() throws IOException {
        checkOptions();
        System.setProperty("java.awt.headless", "true");
        CircuitFile file = input.readOne("plotted", session);
        Plot plot;
        try {
            FockRun run = Answers.run(file.circuit());
            FockState state = run.state();
            state.requireSome();
            Answers.warn(session.err(), file.name(), state.cutoff(), run.kept(), run.selected());
            plot = plot(file, state, modes(state));
        } catch (CircuitException e) {
            throw e.in(file.name());
        }
        if (out != null) {
            try (ResultFile picture = ResultFile.open(ResultTarget.to(out))) {
                picture.stream().write(plot.png());
                picture.commit();
            }
            session.err().println("everycore: " + out + " drawn");
        }
        if (npy != null) {
            try (ResultFile table = ResultFile.open(ResultTarget.to(npy))) {
                int width = plot.columns().size();
                RowWriter writer = ending(npy, ".csv")
                        ? RowWriter.csv(table.stream(), plot.columns())
                        : RowWriter.npy(table.stream(), plot.rows().length / width, width);
                writer.write(plot.rows());
                table.commit();
            }
            session.err().println("everycore: " + npy + " written");
        }
        return 0;
    }

    private void checkOptions() {
        if (!List.of("wigner", "photons", "density").contains(what)) {
            throw Failure.wrongInput("--what = " + what + ": must be wigner, photons or density");
        }
        if (out == null && npy == null) {
            throw Failure.wrongInput("nothing to write: give --out FILE.png, --npy FILE.npy or both");
        }
        if (out != null && !ending(out, ".png")) {
            throw Failure.wrongInput("--out = " + out + ": must end in .png");
        }
        if (npy != null && !ending(npy, ".npy") && !ending(npy, ".csv")) {
            throw Failure.wrongInput("--npy = " + npy + ": must end in .npy or .csv");
        }
        if (range != null && !(range > 0 && range <= 1e3)) {
            throw Failure.wrongInput("--range = " + range + ": must be above 0 and at most 1000");
        }
        if (points != null && (points < 2 || points > MOST_POINTS)) {
            throw Failure.wrongInput("--points = " + points + ": must be 2 to " + MOST_POINTS);
        }
    }

    private static boolean ending(Path path, String suffix) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private int[] modes(FockState state) {
        if (modes == null) {
            return what.equals("photons") ? IntStream.range(0, state.modes()).toArray() : new int[] {0};
        }
        int most = what.equals("wigner") ? 1 : what.equals("density") ? 2 : state.modes();
        if (modes.size() > most || modes.stream().distinct().count() < modes.size()) {
            throw Failure.wrongInput("--mode = " + modes + ": " + what + " shows at most " + most + " different modes");
        }
        for (int mode : modes) {
            if (mode < 0 || mode >= state.modes()) {
                throw Failure.wrongInput("--mode = " + mode + ": must be 0 to " + (state.modes() - 1));
            }
        }
        return modes.stream().mapToInt(Integer::intValue).toArray();
    }

    private Plot plot(CircuitFile file, FockState state, int[] on) {
        if (what.equals("photons")) {
            return photons(file, state, on);
        }
        double[] fitting = range == null ? Pictures.window(state, on) : new double[] {-range, range};
        double[] grid =
                Grids.linear(fitting[0], fitting[fitting.length - 1], points == null ? Pictures.POINTS : points);
        String of = "mode " + on[0] + ", " + file.title();
        if (what.equals("wigner")) {
            double[] values = WignerFunction.of(state.reduced(on[0]), grid, grid);
            byte[] png = Pictures.wigner("Wigner function of " + of, grid, values);
            return new Plot(png, List.of("x", "p", "wigner"), withAxes(grid, values));
        }
        if (on.length == 1) {
            double[] values = PositionDensity.of(state, on[0], grid, PositionUnits.CONSISTENT);
            double[] rows = new double[2 * grid.length];
            Arrays.setAll(rows, i -> i % 2 == 0 ? grid[i / 2] : values[i / 2]);
            byte[] png = Pictures.curve("Position density of " + of, "x  (ħ = 2)", "probability density", grid, values);
            return new Plot(png, List.of("x", "density"), rows);
        }
        double[] values = PositionDensity.of(state, on[0], on[1], grid, PositionUnits.CONSISTENT);
        byte[] png = Pictures.density(
                "Position density, " + file.title(),
                "x of mode " + on[0] + "  (ħ = 2)",
                "x of mode " + on[1] + "  (ħ = 2)",
                "probability density",
                grid,
                values);
        return new Plot(png, List.of("x" + on[0], "x" + on[1], "density"), withAxes(grid, values));
    }

    private static Plot photons(CircuitFile file, FockState state, int[] on) {
        double[][] of = Arrays.stream(on)
                .mapToObj(mode -> state.probabilities(new int[] {mode}))
                .toArray(double[][]::new);
        double[] rows = new double[state.cutoff() * on.length];
        Arrays.setAll(rows, i -> of[i % on.length][i / on.length]);
        return new Plot(
                Pictures.photonNumbers("Photon numbers, " + file.title(), of, on, "probability"),
                Arrays.stream(on).mapToObj(mode -> "mode" + mode).toList(),
                rows);
    }

    private static double[] withAxes(double[] grid, double[] values) {
        double[] rows = new double[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            rows[3 * i] = grid[i / grid.length];
            rows[3 * i + 1] = grid[i % grid.length];
            rows[3 * i + 2] = values[i];
        }
        return rows;
    }
}
