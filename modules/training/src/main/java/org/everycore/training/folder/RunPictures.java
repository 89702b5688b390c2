package org.everycore.training.folder;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws a run's files: densities beside what they are nearest to, losses, distances with their anchors, diversity, norms.
 * Pictures are made where the files are, and count in no hash: fonts differ between machines.
 */
public final class RunPictures {
    private static final int CELL = 220;
    private static final int GAP = 14;
    private static final int LEFT = 110;
    private static final int TOP = 64;
    private static final int RIGHT = 90;
    private static final Color[] COLOURS = {
        new Color(0x2166ac), new Color(0xd6604d), new Color(0x1fa187), new Color(0x666666)
    };
    private static final int[] SEQUENTIAL = {
        0x440154, 0x46327e, 0x365c8d, 0x277f8e, 0x1fa187, 0x4ac16d, 0xa0da39, 0xfde725
    };
    private static final int[] DIVERGING = {0x2166ac, 0x92c5de, 0xf7f7f7, 0xf4a582, 0xb2182b};

    private RunPictures() {}

    /** A line across a chart that says what a value would mean. */
    public record Anchor(String name, double value) {}

    /** Draws all pictures of a folder that holds a run's files. */
    public static void draw(Path folder, List<Anchor> distances, List<Anchor> diversities) throws IOException {
        Map<String, double[]> history = history(folder.resolve(RunArchive.HISTORY));
        if (history.get("epoch").length > 1) {
            put(
                    folder,
                    "losses.png",
                    chart("Losses", "loss", history, List.of(), "generator_loss", "critic_loss", "supervised_loss"));
            put(
                    folder,
                    "distances.png",
                    chart("Nearest energy distance", "energy distance", history, distances, "nearest_ed"));
            put(
                    folder,
                    "diversity.png",
                    chart("Diversity", "W1 in grid cells", history, diversities, "diversity_cells"));
            put(
                    folder,
                    "norm.png",
                    chart(
                            "Norm of the states",
                            "norm",
                            history,
                            List.of(new Anchor("warning below", 0.95)),
                            "norm_mean",
                            "norm_min"));
        }
        Path samples = folder.resolve(RunArchive.SAMPLES);
        if (Files.exists(samples)) {
            put(folder, "samples.png", densities(NumpyFiles.npz(samples, RunArchive.SAMPLES)));
        }
    }

    private static void put(Path folder, String name, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        RunArchive.put(folder, name, bytes.toByteArray());
    }

    private static Map<String, double[]> history(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        String[] names = lines.get(0).split(",");
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int c = 0; c < names.length; c++) {
            double[] column = new double[lines.size() - 1];
            for (int r = 0; r < column.length; r++) {
                column[r] = Double.parseDouble(lines.get(r + 1).split(",")[c]);
            }
            columns.put(names[c], column);
        }
        return columns;
    }

    private static BufferedImage chart(
            String title, String label, Map<String, double[]> history, List<Anchor> anchors, String... columns) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(label)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new Color(0xe5e5e5));
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setLegendBorderColor(new Color(0xcccccc));
        chart.getStyler().setChartTitleBoxVisible(false);
        chart.getStyler().setLocale(java.util.Locale.ROOT);
        double[] epochs = history.get("epoch");
        int colour = 0;
        for (String column : columns) {
            double[] values = history.get(column);
            boolean flat = java.util.Arrays.stream(values).allMatch(v -> v == 0);
            if (flat || java.util.Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) {
                continue;
            }
            XYSeries series = chart.addSeries(column.replace('_', ' '), epochs, values);
            series.setLineColor(COLOURS[colour++ % COLOURS.length]);
            series.setLineWidth(2);
            series.setMarker(SeriesMarkers.NONE);
        }
        for (Anchor anchor : anchors) {
            XYSeries series =
                    chart.addSeries(anchor.name(), new double[] {epochs[0], epochs[epochs.length - 1]}, new double[] {
                        anchor.value(), anchor.value()
                    });
            series.setLineColor(COLOURS[(1 + anchors.indexOf(anchor)) % COLOURS.length]);
            series.setLineStyle(
                    new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0));
            series.setMarker(SeriesMarkers.NONE);
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Rows: the nearest member, what was generated, the difference; one column a latent vector. */
    private static BufferedImage densities(Map<String, NumpyArray> arrays) {
        double[][] generated = arrays.get("generated").toRows();
        double[][] target = arrays.get("target").toRows();
        double[] axis = arrays.get("axis").values();
        int columns = generated.length;
        BufferedImage image = new BufferedImage(
                LEFT + columns * (CELL + GAP) + RIGHT, TOP + 3 * (CELL + GAP) + 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        double peak = 0;
        double most = 1e-12;
        for (int c = 0; c < columns; c++) {
            for (int p = 0; p < generated[c].length; p++) {
                peak = Math.max(peak, Math.max(generated[c][p], target[c][p]));
                most = Math.max(most, Math.abs(generated[c][p] - target[c][p]));
            }
        }
        for (int c = 0; c < columns; c++) {
            double[] difference = new double[generated[c].length];
            for (int p = 0; p < difference.length; p++) {
                difference[p] = generated[c][p] - target[c][p];
            }
            int x = LEFT + c * (CELL + GAP);
            map(image, target[c], x, TOP, 0, peak, SEQUENTIAL);
            map(image, generated[c], x, TOP + CELL + GAP, 0, peak, SEQUENTIAL);
            map(image, difference, x, TOP + 2 * (CELL + GAP), -most, most, DIVERGING);
            g.setColor(Color.DARK_GRAY);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
            g.drawString("z " + (c + 1), x + CELL / 2 - 10, TOP - 10);
        }
        g.setColor(new Color(0x222222));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        g.drawString(
                "Nearest member, generated, difference  (x to the right, y upwards, " + axis[0] + " to "
                        + axis[axis.length - 1] + ")",
                LEFT,
                28);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        String[] names = {"nearest", "generated", "difference"};
        for (int r = 0; r < 3; r++) {
            g.drawString(names[r], 12, TOP + r * (CELL + GAP) + CELL / 2);
        }
        scale(image, g, TOP, 2 * CELL + GAP, 0, peak, SEQUENTIAL);
        scale(image, g, TOP + 2 * (CELL + GAP), CELL, -most, most, DIVERGING);
        g.dispose();
        return image;
    }

    private static void map(
            BufferedImage image, double[] values, int left, int top, double low, double high, int[] colours) {
        int side = (int) Math.round(Math.sqrt(values.length));
        for (int px = 0; px < CELL; px++) {
            for (int py = 0; py < CELL; py++) {
                int i = px * side / CELL;
                int j = (CELL - 1 - py) * side / CELL;
                image.setRGB(left + px, top + py, colour((values[i * side + j] - low) / (high - low), colours));
            }
        }
    }

    private static void scale(
            BufferedImage image, Graphics2D g, int top, int height, double low, double high, int[] colours) {
        int left = image.getWidth() - RIGHT + 8;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < 14; x++) {
                image.setRGB(left + x, top + y, colour(1 - (double) y / height, colours));
            }
        }
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.drawString(String.format(java.util.Locale.ROOT, "%.2g", high), left + 18, top + 12);
        g.drawString(String.format(java.util.Locale.ROOT, "%.2g", low), left + 18, top + height);
    }

    private static int colour(double share, int[] colours) {
        double position = Math.max(0, Math.min(1, share)) * (colours.length - 1);
        int low = Math.min((int) position, colours.length - 2);
        double part = position - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = colours[low] >> shift & 0xff;
            int b = colours[low + 1] >> shift & 0xff;
            rgb |= (int) Math.round(a + (b - a) * part) << shift;
        }
        return rgb;
    }
}
