package org.everycore.photonics.readout;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.everycore.photonics.measure.QuadratureDistribution;
import org.everycore.photonics.mixed.FockState;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of states and draws, as the bytes of PNG files. Units: hbar = 2. */
public final class Pictures {
    private static final Color BLUE = new Color(0x2166ac);
    private static final Color ORANGE = new Color(0xd6604d);
    private static final Color[] SERIES = {
        BLUE, ORANGE, new Color(0x1fa187), new Color(0x7b3294), new Color(0xe6ab02), new Color(0x666666)
    };
    private static final int POINTS = 161;
    private static final double TAIL = 1e-5;

    private Pictures() {}

    /** The Wigner function of a mode; the window holds all of it that can be seen. */
    public static byte[] wigner(FockState state, int mode) {
        double[] grid = window(state, mode, mode);
        double[] values = WignerFunction.of(state.reduced(mode), grid, grid);
        return png(new HeatMap(
                        "Wigner function of mode " + mode, "x", "p", "W(x, p)", grid, grid, values, Palette.DIVERGING)
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
        XYChart chart = lines(title, xLabel);
        chart.setYAxisTitle(yLabel);
        chart.getStyler().setLegendVisible(false);
        XYSeries line = chart.addSeries("density", grid, values);
        line.setLineColor(BLUE);
        line.setLineWidth(2.5f);
        line.setMarker(SeriesMarkers.NONE);
        return png(BitmapEncoder.getBufferedImage(chart));
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
        XYChart chart = lines(title, label);
        double half = 0.5 * (grid[1] - grid[0]);
        double[] edges = Arrays.stream(grid).map(x -> x - half).toArray();
        XYSeries bars = chart.addSeries("draws", edges, SampleDensity.of(rows, column, grid));
        bars.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
        bars.setFillColor(new Color(0x9ec5e3));
        bars.setLineColor(BLUE);
        bars.setMarker(SeriesMarkers.NONE);
        if (law != null) {
            double[] fine = Grids.linear(grid[0], grid[bins - 1], 401);
            XYSeries line = chart.addSeries(
                    "law", fine, Arrays.stream(fine).map(law::density).toArray());
            line.setLineColor(ORANGE);
            line.setLineWidth(2.5f);
            line.setMarker(SeriesMarkers.NONE);
        }
        return png(BitmapEncoder.getBufferedImage(chart));
    }

    /** The density of the position of every mode. */
    public static byte[] positions(FockState state) {
        double reach = 0;
        for (int mode = 0; mode < state.modes(); mode++) {
            double[] grid = window(state, mode, mode);
            reach = Math.max(reach, grid[grid.length - 1]);
        }
        double[] grid = Grids.linear(-1.02 * reach, 1.02 * reach, 401);
        XYChart chart = lines("Position density", "x");
        for (int mode = 0; mode < state.modes(); mode++) {
            XYSeries line = chart.addSeries(
                    "mode " + mode, grid, PositionDensity.of(state, mode, grid, PositionUnits.CONSISTENT));
            line.setLineColor(SERIES[mode % SERIES.length]);
            line.setLineWidth(2.5f);
            line.setMarker(SeriesMarkers.NONE);
        }
        return png(BitmapEncoder.getBufferedImage(chart));
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
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle("photons n")
                .yAxisTitle(yLabel)
                .build();
        styled(chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(0.8);
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
        for (int i = 0; i < of.length; i++) {
            chart.addSeries("mode " + modes[i], levels, Arrays.copyOf(of[i], shown))
                    .setFillColor(SERIES[i % SERIES.length]);
        }
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setYAxisMin(0.0);
        return png(BitmapEncoder.getBufferedImage(chart));
    }

    private static XYChart lines(String title, String label) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle(label)
                .yAxisTitle("probability density")
                .build();
        styled(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private static void styled(Styler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitlePadding(14);
        styler.setChartPadding(16);
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        styler.setLegendBorderColor(new Color(0xcccccc));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setPlotBackgroundColor(Color.WHITE);
        if (styler instanceof org.knowm.xchart.style.AxesChartStyler axes) {
            axes.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
            axes.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
            axes.setPlotGridLinesColor(new Color(0xe5e5e5));
            axes.setLocale(Locale.ROOT);
            axes.setXAxisDecimalPattern("0.###");
            axes.setYAxisDecimalPattern("0.###");
            axes.setXAxisTickMarkSpacingHint(100);
        }
    }

    /** Equal ranges for both axes, symmetric about 0, that hold all but 1e-5 of every quadrature on each side. */
    private static double[] window(FockState state, int first, int second) {
        double reach = 2.5;
        for (int mode : new int[] {first, second}) {
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
