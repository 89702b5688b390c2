package org.everycore.photonics.readout;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture of quantities over one variable, from 0 upwards: curves, steps or bars, with a legend where they are several. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final int LEFT = 100;
    private static final int TOP = 64;
    private static final int RIGHT = 30;
    private static final int BOTTOM = 80;
    private static final int AREA_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int AREA_HEIGHT = HEIGHT - TOP - BOTTOM;
    private static final double HEADROOM = 1.06;
    /** Of the distance between two photon numbers, what their bars fill. */
    private static final double FILLED = 0.8;

    private static final Color INK = new Color(0x222222);
    private static final Color GRID = new Color(0xe5e5e5);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final double from;
    private final double to;
    private final List<Series> series = new ArrayList<>();

    /** How a series is drawn. */
    enum Form {
        CURVE,
        STEPS,
        BARS
    }

    @SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
    private record Series(Form form, String name, Color colour, double[] xs, double[] ys) {}

    Chart(String title, String xLabel, String yLabel, double from, double to) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.from = from;
        this.to = to;
    }

    /** Adds a series; of steps the xs are the middles of equal cells, of bars they are whole numbers. */
    Chart add(Form form, String name, Color colour, double[] xs, double[] ys) {
        series.add(new Series(form, name, colour, xs, ys));
        return this;
    }

    BufferedImage image() {
        double most = 0;
        for (Series each : series) {
            for (double y : each.ys) {
                most = Math.max(most, y);
            }
        }
        Axis x = new Axis(from, to, AREA_WIDTH);
        Axis y = new Axis(0, most > 0 ? HEADROOM * most : 1, AREA_HEIGHT);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        boolean bars = !series.isEmpty() && series.get(0).form == Form.BARS;
        horizontal(g, x, bars);
        vertical(g, y);
        g.setClip(LEFT, TOP, AREA_WIDTH, AREA_HEIGHT);
        for (int i = 0; i < series.size(); i++) {
            draw(g, x, y, series.get(i), i);
        }
        g.setClip(null);
        g.setColor(INK);
        g.setStroke(new BasicStroke(1.2f));
        g.drawRect(LEFT, TOP, AREA_WIDTH, AREA_HEIGHT);
        if (series.size() > 1) {
            legend(g);
        }
        g.setFont(TITLE);
        g.drawString(title, LEFT + (AREA_WIDTH - g.getFontMetrics().stringWidth(title)) / 2, TOP - 24);
        g.dispose();
        return image;
    }

    private void draw(Graphics2D g, Axis x, Axis y, Series each, int index) {
        g.setColor(each.colour);
        switch (each.form) {
            case BARS -> {
                double width = FILLED / series.size();
                for (int i = 0; i < each.xs.length; i++) {
                    double left = each.xs[i] - FILLED / 2 + index * width;
                    g.fill(box(x, y, left, left + width, each.ys[i]));
                }
            }
            case STEPS -> {
                double half = 0.5 * (each.xs[1] - each.xs[0]);
                Path2D outline = new Path2D.Double();
                outline.moveTo(across(x, each.xs[0] - half), up(y, 0));
                for (int i = 0; i < each.xs.length; i++) {
                    outline.lineTo(across(x, each.xs[i] - half), up(y, each.ys[i]));
                    outline.lineTo(across(x, each.xs[i] + half), up(y, each.ys[i]));
                }
                outline.lineTo(across(x, each.xs[each.xs.length - 1] + half), up(y, 0));
                Color c = each.colour;
                g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 90));
                g.fill(outline);
                g.setColor(c);
                g.setStroke(new BasicStroke(1.5f));
                g.draw(outline);
            }
            case CURVE -> {
                Path2D curve = new Path2D.Double();
                for (int i = 0; i < each.xs.length; i++) {
                    if (i == 0) {
                        curve.moveTo(across(x, each.xs[0]), up(y, each.ys[0]));
                    } else {
                        curve.lineTo(across(x, each.xs[i]), up(y, each.ys[i]));
                    }
                }
                g.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.draw(curve);
            }
        }
    }

    private static Rectangle2D box(Axis x, Axis y, double left, double right, double height) {
        double top = up(y, height);
        return new Rectangle2D.Double(across(x, left), top, across(x, right) - across(x, left), up(y, 0) - top);
    }

    private static double across(Axis axis, double value) {
        return LEFT + (value - axis.from()) / (axis.to() - axis.from()) * AREA_WIDTH;
    }

    private static double up(Axis axis, double value) {
        return TOP + AREA_HEIGHT - (value - axis.from()) / (axis.to() - axis.from()) * AREA_HEIGHT;
    }

    private void horizontal(Graphics2D g, Axis axis, boolean whole) {
        g.setFont(SMALL);
        for (double tick : axis.ticks(whole ? Math.min(24, to - from) : 9)) {
            if (whole && tick != Math.rint(tick)) {
                continue;
            }
            int x = LEFT + axis.pixel(tick);
            if (!whole) {
                g.setColor(GRID);
                g.drawLine(x, TOP, x, TOP + AREA_HEIGHT);
            }
            g.setColor(INK);
            g.drawLine(x, TOP + AREA_HEIGHT, x, TOP + AREA_HEIGHT + 6);
            String text = Axis.text(tick);
            g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, TOP + AREA_HEIGHT + 24);
        }
        g.setFont(LABEL);
        int width = g.getFontMetrics().stringWidth(xLabel);
        g.drawString(xLabel, LEFT + (AREA_WIDTH - width) / 2, TOP + AREA_HEIGHT + 58);
    }

    private void vertical(Graphics2D g, Axis axis) {
        g.setFont(SMALL);
        for (double tick : axis.ticks(7)) {
            int y = TOP + AREA_HEIGHT - axis.pixel(tick);
            g.setColor(GRID);
            g.drawLine(LEFT, y, LEFT + AREA_WIDTH, y);
            g.setColor(INK);
            g.drawLine(LEFT - 6, y, LEFT, y);
            String text = Axis.text(tick);
            g.drawString(text, LEFT - 12 - g.getFontMetrics().stringWidth(text), y + 5);
        }
        g.setFont(LABEL);
        int at = TOP + (AREA_HEIGHT + g.getFontMetrics().stringWidth(yLabel)) / 2;
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, 30, at);
        g.drawString(yLabel, 30, at);
        g.setTransform(before);
    }

    private void legend(Graphics2D g) {
        g.setFont(SMALL);
        FontMetrics metrics = g.getFontMetrics();
        int widest = series.stream()
                .mapToInt(each -> metrics.stringWidth(each.name))
                .max()
                .orElse(0);
        int left = LEFT + AREA_WIDTH - widest - 60;
        int height = 26 * series.size() + 8;
        g.setColor(new Color(255, 255, 255, 220));
        g.fillRect(left, TOP + 10, widest + 50, height);
        g.setColor(GRID);
        g.drawRect(left, TOP + 10, widest + 50, height);
        for (int i = 0; i < series.size(); i++) {
            int y = TOP + 16 + 26 * i;
            g.setColor(series.get(i).colour);
            g.fillRect(left + 10, y + 3, 16, 16);
            g.setColor(INK);
            g.drawString(series.get(i).name, left + 36, y + 17);
        }
    }
}
