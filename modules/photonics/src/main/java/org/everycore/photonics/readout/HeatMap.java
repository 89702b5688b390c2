package org.everycore.photonics.readout;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * A picture of a function of two variables: colours over two axes, with a scale beside it.
 *
 * @param xs points of the horizontal axis, equally spaced
 * @param ys points of the vertical axis, equally spaced
 * @param values flat, x slowest
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
record HeatMap(
        String title,
        String xLabel,
        String yLabel,
        String scaleLabel,
        double[] xs,
        double[] ys,
        double[] values,
        Palette palette) {
    private static final int SIDE = 640;
    private static final int LEFT = 92;
    private static final int TOP = 64;
    private static final int BOTTOM = 76;
    private static final int RIGHT = 150;
    private static final int SCALE_WIDTH = 22;
    private static final Color INK = new Color(0x222222);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);

    BufferedImage image() {
        BufferedImage image = new BufferedImage(LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        double[] range = range();
        cells(image, range);
        g.setColor(INK);
        g.setStroke(new BasicStroke(1.2f));
        g.drawRect(LEFT, TOP, SIDE, SIDE);
        horizontal(g);
        vertical(g);
        scale(image, g, range);
        g.setFont(TITLE);
        g.drawString(title, LEFT + (SIDE - g.getFontMetrics().stringWidth(title)) / 2, TOP - 24);
        g.dispose();
        return image;
    }

    /** From 0 to the largest value, or symmetric about 0 for a diverging palette. */
    private double[] range() {
        double low = 0;
        double high = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (palette == Palette.DIVERGING) {
            double most = Math.max(-low, high);
            low = -most;
            high = most;
        }
        return new double[] {low, high > low ? high : low + 1};
    }

    /** Every pixel is interpolated between the four points around it. */
    private void cells(BufferedImage image, double[] range) {
        for (int px = 1; px < SIDE; px++) {
            double u = (double) px / SIDE * (xs.length - 1);
            int i = Math.min((int) u, xs.length - 2);
            for (int py = 1; py < SIDE; py++) {
                double v = (1 - (double) py / SIDE) * (ys.length - 1);
                int j = Math.min((int) v, ys.length - 2);
                int at = i * ys.length + j;
                double low = values[at] + (v - j) * (values[at + 1] - values[at]);
                int next = at + ys.length;
                double high = values[next] + (v - j) * (values[next + 1] - values[next]);
                double value = low + (u - i) * (high - low);
                image.setRGB(LEFT + px, TOP + py, palette.at((value - range[0]) / (range[1] - range[0])));
            }
        }
    }

    private void horizontal(Graphics2D g) {
        Axis axis = new Axis(xs[0], xs[xs.length - 1], SIDE);
        g.setFont(SMALL);
        for (double tick : axis.ticks(7)) {
            int x = LEFT + axis.pixel(tick);
            g.drawLine(x, TOP + SIDE, x, TOP + SIDE + 6);
            String text = Axis.text(tick);
            g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, TOP + SIDE + 24);
        }
        g.setFont(LABEL);
        g.drawString(xLabel, LEFT + (SIDE - g.getFontMetrics().stringWidth(xLabel)) / 2, TOP + SIDE + 56);
    }

    private void vertical(Graphics2D g) {
        Axis axis = new Axis(ys[0], ys[ys.length - 1], SIDE);
        g.setFont(SMALL);
        for (double tick : axis.ticks(7)) {
            int y = TOP + SIDE - axis.pixel(tick);
            g.drawLine(LEFT - 6, y, LEFT, y);
            String text = Axis.text(tick);
            g.drawString(text, LEFT - 12 - g.getFontMetrics().stringWidth(text), y + 5);
        }
        g.setFont(LABEL);
        upwards(g, yLabel, 30, TOP + (SIDE + g.getFontMetrics().stringWidth(yLabel)) / 2);
    }

    private void scale(BufferedImage image, Graphics2D g, double[] range) {
        int left = LEFT + SIDE + 28;
        for (int y = 0; y <= SIDE; y++) {
            int rgb = palette.at(1 - (double) y / SIDE);
            for (int x = 0; x < SCALE_WIDTH; x++) {
                image.setRGB(left + x, TOP + y, rgb);
            }
        }
        g.drawRect(left, TOP, SCALE_WIDTH, SIDE);
        Axis axis = new Axis(range[0], range[1], SIDE);
        g.setFont(SMALL);
        for (double tick : axis.ticks(6)) {
            int y = TOP + SIDE - axis.pixel(tick);
            g.drawLine(left + SCALE_WIDTH, y, left + SCALE_WIDTH + 5, y);
            g.drawString(Axis.text(tick), left + SCALE_WIDTH + 10, y + 5);
        }
        g.setFont(LABEL);
        int width = g.getFontMetrics().stringWidth(scaleLabel);
        upwards(g, scaleLabel, LEFT + SIDE + RIGHT - 12, TOP + (SIDE + width) / 2);
    }

    private static void upwards(Graphics2D g, String text, int x, int y) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        g.drawString(text, x, y);
        g.setTransform(before);
    }
}
