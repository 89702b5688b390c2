package org.everycore.cli.awards.page;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.io.IOException;

/**
 * The grid squares of an award as a map of the world by Maidenhead's own lines, with the land below: a square is two degrees of longitude by one of latitude, north up,
 * the fields lettered. It shows the part of the world in which squares were worked.
 */
final class GridMapPicture {
    private static final int FIELDS = 18;
    private static final int WIDEST = 1600;
    private static final int MOST_PIXELS = 24;
    private static final int TOP = 80;
    private static final int MARGIN = 30;

    private final AwardGrid grid;
    private final int west;
    private final int east;
    private final int south;
    private final int north;
    private final int cell;

    GridMapPicture(AwardGrid grid) {
        this.grid = grid;
        int minX = FIELDS;
        int maxX = -1;
        int minY = FIELDS;
        int maxY = -1;
        for (AwardGrid.Row row : grid.rows()) {
            int x = row.key().charAt(0) - 'A';
            int y = row.key().charAt(1) - 'A';
            minX = Math.min(minX, x);
            maxX = Math.max(maxX, x);
            minY = Math.min(minY, y);
            maxY = Math.max(maxY, y);
        }
        west = minX;
        east = maxX + 1;
        south = minY;
        north = maxY + 1;
        // Two degrees by one: a square is twice as wide as it is high, as on a map of equal degrees.
        cell = Math.max(4, Math.min(MOST_PIXELS, WIDEST / ((east - west) * 10)) / 2 * 2);
    }

    byte[] png() throws IOException {
        return Picture.png(
                2 * MARGIN + Math.max(360, (east - west) * 10 * cell),
                TOP + (north - south) * 10 * cell / 2 + MARGIN,
                this::draw);
    }

    private void draw(Graphics2D g) {
        int width = (east - west) * 10 * cell;
        int height = (north - south) * 10 * cell / 2;
        g.setColor(Picture.INK);
        g.setFont(Picture.font(Font.BOLD, 18));
        g.drawString(grid.title().replaceAll("\\p{Cntrl}", "?"), MARGIN, 30);
        g.setFont(Picture.font(Font.PLAIN, 13));
        long confirmed = grid.rows().stream().filter(row -> row.confirmed() > 0).count();
        int x = Picture.legend(g, MARGIN, 54, Picture.CONFIRMED, "confirmed (" + confirmed + ")");
        Picture.legend(g, x, 54, Picture.WORKED, "worked only (" + (grid.rows().size() - confirmed) + ")");
        g.setColor(Picture.BAND);
        g.fillRect(MARGIN, TOP, width, height);
        Shape whole = g.getClip();
        g.clipRect(MARGIN, TOP, width, height);
        double degree = cell / 2.0;
        Land.draw(g, MARGIN - west * 20 * degree, TOP - (FIELDS - north) * 10 * degree, degree);
        g.setClip(whole);
        fields(g, width, height);
        for (AwardGrid.Row row : grid.rows()) {
            g.setColor(row.confirmed() > 0 ? Picture.CONFIRMED : Picture.WORKED);
            g.fillRect(MARGIN + column(row.key()) * cell, TOP + line(row.key()) * cell / 2, cell, cell / 2);
        }
        letters(g);
    }

    /** Squares from the western edge. */
    private int column(String square) {
        return (square.charAt(0) - 'A' - west) * 10 + square.charAt(2) - '0';
    }

    /** Squares from the northern edge. */
    private int line(String square) {
        return (north - south) * 10 - 1 - ((square.charAt(1) - 'A' - south) * 10 + square.charAt(3) - '0');
    }

    private void fields(Graphics2D g, int width, int height) {
        for (int x = west; x <= east; x++) {
            g.setColor(Picture.LINE);
            int at = MARGIN + (x - west) * 10 * cell;
            g.drawLine(at, TOP, at, TOP + height);
        }
        for (int y = south; y <= north; y++) {
            g.setColor(Picture.LINE);
            int at = TOP + (north - y) * 10 * cell / 2;
            g.drawLine(MARGIN, at, MARGIN + width, at);
        }
    }

    /** The fields' letters, above the squares and with a rim, so that they can be read on any colour. */
    private void letters(Graphics2D g) {
        for (int x = west; x < east; x++) {
            for (int y = south; y < north; y++) {
                Shape letters = g.getFont()
                        .createGlyphVector(g.getFontRenderContext(), "" + (char) ('A' + x) + (char) ('A' + y))
                        .getOutline(MARGIN + (x - west) * 10 * cell + 4, TOP + (north - y - 1) * 10 * cell / 2 + 14);
                g.setColor(Picture.BAND);
                g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.draw(letters);
                g.setColor(Picture.DIM);
                g.fill(letters);
            }
        }
    }
}
