package org.everycore.photonics.readout;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of quantities over one variable, from 0 upwards: curves, steps or bars, with a legend where they are several. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final double HEADROOM = 1.06;
    /** Of the distance between two photon numbers, what their bars fill. */
    private static final double FILLED = 0.8;

    private static final int MOST_LABELS = 24;
    private static final int TICKS = 9;
    private static final double SLACK = 1e-9;
    private static final String DECIMALS = "0.####";

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();

    /** How a series is drawn. */
    enum Form {
        CURVE,
        STEPS,
        BARS
    }

    @SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
    private record Series(Form form, String name, Color colour, double[] xs, double[] ys) {}

    Chart(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Adds a series; of steps the xs are the middles of equal cells, of bars they are whole numbers. Bars go with bars only. */
    Chart add(Form form, String name, Color colour, double[] xs, double[] ys) {
        series.add(new Series(form, name, colour, xs, ys));
        return this;
    }

    BufferedImage image() {
        boolean bars = !series.isEmpty() && series.get(0).form == Form.BARS;
        return BitmapEncoder.getBufferedImage(bars ? bars() : lines());
    }

    private CategoryChart bars() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        style(chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(FILLED);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        for (Series each : series) {
            chart.addSeries(each.name, each.xs, each.ys).setFillColor(each.colour);
        }
        return chart;
    }

    private XYChart lines() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern(DECIMALS);
        roundTicks(chart.getStyler());
        for (Series each : series) {
            boolean steps = each.form == Form.STEPS;
            double half = steps ? 0.5 * (each.xs[1] - each.xs[0]) : 0; // a step begins at its x
            XYSeries line = chart.addSeries(
                    each.name.isEmpty() ? yLabel : each.name,
                    Arrays.stream(each.xs).map(x -> x - half).toArray(),
                    each.ys);
            line.setLineColor(each.colour);
            line.setLineWidth(steps ? 1.5f : 2.5f);
            line.setMarker(SeriesMarkers.NONE);
            if (steps) {
                Color c = each.colour;
                line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
                line.setFillColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 90));
            }
        }
        return chart;
    }

    /** The library divides an axis into equal parts: it gets ends that make these parts round numbers. */
    private void roundTicks(AxesChartStyler styler) {
        double from = Double.MAX_VALUE;
        double to = -Double.MAX_VALUE;
        for (Series each : series) {
            from = Math.min(from, each.xs[0]);
            to = Math.max(to, each.xs[each.xs.length - 1]);
        }
        List<Double> inside = new Axis(from, to, WIDTH).ticks(TICKS);
        double step = inside.get(1) - inside.get(0);
        double first = step * Math.floor(from / step + SLACK);
        double last = step * Math.ceil(to / step - SLACK);
        styler.setXAxisMin(first).setXAxisMax(last);
        styler.setXAxisMaxLabelCount((int) Math.round((last - first) / step) + 1);
    }

    private void style(AxesChartStyler styler) {
        double most = series.stream()
                .flatMapToDouble(each -> Arrays.stream(each.ys))
                .max()
                .orElse(0);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(most > 0 ? HEADROOM * most : 1);
        styler.setYAxisDecimalPattern(DECIMALS);
        styler.setLocale(Locale.ROOT);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setPlotGridLinesColor(new Color(0xe5e5e5));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitlePadding(14);
        styler.setChartPadding(16);
        styler.setLegendVisible(series.size() > 1);
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        styler.setLegendBorderColor(new Color(0xcccccc));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    }
}
