package org.everycore.photonics.readout;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.everycore.photonics.measure.QuadratureDistribution;
import org.everycore.photonics.mixed.FockState;

/** Pictures of states and draws, as the bytes of PNG files. Units: hbar = 2. */
public final class Pictures {
    private static final Color BLUE = new Color(0x2166ac);
    private static final Color ORANGE = new Color(0xd6604d);
    private static final Color[] SERIES = {
        BLUE, ORANGE, new Color(0x1fa187), new Color(0x7b3294), new Color(0xe6ab02), new Color(0x666666)
    };
    /** Points of an axis. */
    public static final int POINTS = 161;

    private static final double TAIL = 1e-5;

    private Pictures() {}

    /** The Wigner function of a mode; the window holds all of it that can be seen. */
    public static byte[] wigner(FockState state, int mode) {
        double[] grid = window(state, mode);
        return wigner("Wigner function of mode " + mode, grid, WignerFunction.of(state.reduced(mode), grid, grid));
    }

    /** Any Wigner function on a square grid, x slowest; white is 0, red above, blue below. */
    public static byte[] wigner(String title, double[] grid, double[] values) {
        return png(new HeatMap(title, "x  (ħ = 2)", "p  (ħ = 2)", "W(x, p)", grid, grid, values, Palette.DIVERGING)
                .image());
    }

    /** The joint position density of two modes. */
    public static byte[] positionDensity(FockState state, int modeX, int modeY) {
        double[] grid = window(state, modeX, modeY);
        double[] values = PositionDensity.of(state, modeX, modeY, grid, PositionUnits.CONSISTENT);
        return density("Position density of modes " + modeX + " and " + modeY, "x" + modeX, "x" + modeY, grid, values);
    }

    private static byte[] density(String title, String xLabel, String yLabel, double[] grid, double[] values) {
        return density(title, xLabel, yLabel, "probability density", grid, values);
    }

    /** Any density on a square grid, x slowest. */
    public static byte[] density(
            String title, String xLabel, String yLabel, String scaleLabel, double[] grid, double[] values) {
        return png(new HeatMap(title, xLabel, yLabel, scaleLabel, grid, grid, values, Palette.SEQUENTIAL).image());
    }

    /** Any density of one variable. */
    public static byte[] curve(String title, String xLabel, String yLabel, double[] grid, double[] values) {
        return png(new Chart(title, xLabel, yLabel)
                .add(Chart.Form.CURVE, "", BLUE, grid, values)
                .image());
    }

    /** Two columns of draws as a density. */
    public static byte[] samples(
            String title, double[][] rows, int columnX, int columnY, String xLabel, String yLabel) {
        double reach = 1e-3;
        for (double[] row : rows) {
            reach = Math.max(reach, Math.max(Math.abs(row[columnX]), Math.abs(row[columnY])));
        }
        int cells = (int) Math.max(21, Math.min(121, Math.sqrt(rows.length) / 2)) | 1;
        double[] grid = Grids.linear(-1.05 * reach, 1.05 * reach, cells);
        return density(title, xLabel, yLabel, grid, SampleDensity.of(rows, columnX, columnY, grid));
    }

    /** One column of draws as bars; over it the exact law of a quadrature, where one is given (else null). */
    public static byte[] samples(String title, double[][] rows, int column, String label, QuadratureDistribution law) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (double[] row : rows) {
            low = Math.min(low, row[column]);
            high = Math.max(high, row[column]);
        }
        double margin = 0.05 * (high - low) + 1e-3;
        int bins = (int) Math.max(15, Math.min(120, Math.cbrt(rows.length) * 2));
        double[] grid = Grids.linear(low - margin, high + margin, bins);
        Chart chart = new Chart(title, label, "probability density")
                .add(Chart.Form.STEPS, "draws", BLUE, grid, SampleDensity.of(rows, column, grid));
        if (law != null) {
            double[] fine = Grids.linear(grid[0], grid[bins - 1], 401);
            double[] density = Arrays.stream(fine).map(law::density).toArray();
            chart.add(Chart.Form.CURVE, "law", ORANGE, fine, density);
        }
        return png(chart.image());
    }

    /** The density of the position of every mode. */
    public static byte[] positions(FockState state) {
        double reach = 0;
        for (int mode = 0; mode < state.modes(); mode++) {
            double[] grid = window(state, mode);
            reach = Math.max(reach, grid[grid.length - 1]);
        }
        double[] grid = Grids.linear(-1.02 * reach, 1.02 * reach, 401);
        Chart chart = new Chart("Position density", "x  (ħ = 2)", "probability density");
        for (int mode = 0; mode < state.modes(); mode++) {
            double[] density = PositionDensity.of(state, mode, grid, PositionUnits.CONSISTENT);
            chart.add(Chart.Form.CURVE, "mode " + mode, SERIES[mode % SERIES.length], grid, density);
        }
        return png(chart.image());
    }

    /** Photon-number probabilities of every mode as bars, up to where all but 1e-4 lies. */
    public static byte[] photonNumbers(FockState state) {
        int[] modes = IntStream.range(0, state.modes()).toArray();
        double[][] probabilities = Arrays.stream(modes)
                .mapToObj(mode -> state.probabilities(new int[] {mode}))
                .toArray(double[][]::new);
        return photonNumbers("Photon numbers", probabilities, modes, "probability");
    }

    /**
     * The photon-number distributions of some modes as bars, up to where all but 1e-4 lies.
     *
     * @param of by mode, then by photon number
     * @param modes what the modes are called
     */
    public static byte[] photonNumbers(String title, double[][] of, int[] modes, String yLabel) {
        int shown = 2;
        for (double[] p : of) {
            double rest = Arrays.stream(p).sum();
            for (int n = 0; n < p.length && rest > 1e-4; n++) {
                rest -= p[n];
                shown = Math.max(shown, n + 1);
            }
        }
        double[] levels = new double[shown];
        Arrays.setAll(levels, n -> n);
        Chart chart = new Chart(title, "photons n", yLabel);
        for (int i = 0; i < of.length; i++) {
            double[] heights = Arrays.copyOf(of[i], shown);
            chart.add(Chart.Form.BARS, "mode " + modes[i], SERIES[i % SERIES.length], levels, heights);
        }
        return png(chart.image());
    }

    /** Points of an axis, symmetric about 0, that hold all but 1e-5 of every quadrature of the modes on each side. */
    public static double[] window(FockState state, int... modes) {
        double reach = 2.5;
        for (int mode : modes) {
            for (double phi : new double[] {0, Math.PI / 2}) {
                QuadratureDistribution law = new QuadratureDistribution(state.reduced(mode), phi);
                reach = Math.max(reach, Math.max(-law.quantile(TAIL), law.quantile(1 - TAIL)));
            }
        }
        reach = Math.ceil(reach + 0.5);
        return Grids.linear(-reach, reach, POINTS);
    }

    private static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
