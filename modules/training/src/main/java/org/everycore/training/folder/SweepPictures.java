package org.everycore.training.folder;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a sweep: the seeds of each setting beside their median, and how the medians came down. */
public final class SweepPictures {
    private static final Color BLUE = new Color(0x2166ac);
    private static final Color RED = new Color(0xd6604d);
    private static final Color[] COLOURS = {
        BLUE, RED, new Color(0x1fa187), new Color(0x8073ac), new Color(0x666666), new Color(0xe08214)
    };
    private static final int LABEL = 48;

    private SweepPictures() {}

    /** A setting's seeds, or its medians over epochs. Arrays are owned by the record. */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
    public record Line(String name, double[] xs, double[] ys) {}

    /**
     * The objective of every seed, by rank of its setting.
     *
     * @param settings each with ys the seeds' objectives
     * @param medians by setting
     */
    public static byte[] seeds(String objective, List<Line> settings, double[] medians) throws IOException {
        XYChart chart = chart("Seeds of each setting, best setting first", "rank of the setting", objective);
        double[] xs = settings.stream()
                .flatMapToDouble(line -> Arrays.stream(line.xs()))
                .toArray();
        double[] ys = settings.stream()
                .flatMapToDouble(line -> Arrays.stream(line.ys()))
                .toArray();
        if (xs.length > 0) {
            points(chart.addSeries("seeds", xs, ys), BLUE).setMarker(SeriesMarkers.CIRCLE);
            double[] ranks = new double[medians.length];
            Arrays.setAll(ranks, i -> i + 1);
            points(chart.addSeries("median", ranks, medians), RED).setMarker(SeriesMarkers.DIAMOND);
        }
        chart.getStyler().setXAxisMin(0.5);
        chart.getStyler().setXAxisMax(Math.max(1, medians.length) + 0.5);
        chart.getStyler().setXAxisDecimalPattern("0");
        if (medians.length <= 30) {
            chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(20, 700 / (medians.length + 1)));
        }
        return png(chart);
    }

    /** Medians over seeds by epoch. */
    public static byte[] curves(String objective, List<Line> settings) throws IOException {
        XYChart chart = chart("Medians over seeds", "epoch", objective);
        int colour = 0;
        for (Line line : settings) {
            String name = line.name().length() > LABEL ? line.name().substring(0, LABEL - 1) + "…" : line.name();
            XYSeries series = chart.addSeries(1 + colour + "  " + name, line.xs(), line.ys());
            series.setLineColor(COLOURS[colour++ % COLOURS.length]);
            series.setLineWidth(2);
            series.setMarker(SeriesMarkers.NONE);
        }
        return png(chart);
    }

    private static XYSeries points(XYSeries series, Color colour) {
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarkerColor(colour);
        return series;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new Color(0xe5e5e5));
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendBorderColor(new Color(0xcccccc));
        chart.getStyler().setChartTitleBoxVisible(false);
        chart.getStyler().setYAxisDecimalPattern("0.####");
        chart.getStyler().setLocale(Locale.ROOT);
        return chart;
    }

    private static byte[] png(XYChart chart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", bytes);
        return bytes.toByteArray();
    }
}
