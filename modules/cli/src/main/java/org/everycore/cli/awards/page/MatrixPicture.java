package org.everycore.cli.awards.page;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** The matrix of an award as a PNG: a row a key, a column a band, filled where confirmed, a ring where worked. */
final class MatrixPicture {
    private static final int ROW = 20;
    private static final int COLUMN = 46;
    private static final int TOP = 92;
    private static final int MARGIN = 20;
    private static final int MARK = 12;
    private static final int NAME = 44;
    private static final int MOST_ROWS = 400;

    private final AwardGrid grid;
    private final int rows;
    private final int keyWidth;
    private final int nameWidth;

    MatrixPicture(AwardGrid grid) {
        this.grid = grid;
        this.rows = Math.min(MOST_ROWS, grid.rows().size());
        int keys = 30;
        int names = 0;
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = g.getFontMetrics(Picture.font(Font.PLAIN, 13));
        for (AwardGrid.Row row : grid.rows().subList(0, rows)) {
            keys = Math.max(keys, metrics.stringWidth(cut(row.key())));
            names = Math.max(names, metrics.stringWidth(cut(row.name())));
        }
        g.dispose();
        keyWidth = keys + 14;
        nameWidth = names == 0 ? 0 : names + 14;
    }

    byte[] png() throws IOException {
        int width = Math.max(
                420, 2 * MARGIN + keyWidth + nameWidth + COLUMN * grid.bands().size());
        int more = rows < grid.rows().size() ? 24 : 0;
        return Picture.png(width, TOP + ROW * Math.max(1, rows) + MARGIN + more, this::draw);
    }

    private void draw(Graphics2D g) {
        g.setColor(Picture.INK);
        g.setFont(Picture.font(Font.BOLD, 18));
        g.drawString(cut(grid.title()), MARGIN, 32);
        g.setFont(Picture.font(Font.PLAIN, 13));
        long confirmed = grid.rows().stream().filter(row -> row.confirmed() > 0).count();
        int x = Picture.legend(g, MARGIN, 56, Picture.CONFIRMED, "confirmed (" + confirmed + ")");
        Picture.legend(g, x, 56, Picture.WORKED, "worked only (" + (grid.rows().size() - confirmed) + ")");
        int left = MARGIN + keyWidth + nameWidth;
        for (int row = 0; row < rows; row++) {
            if (row % 2 == 0) {
                g.setColor(Picture.BAND);
                g.fillRect(
                        MARGIN - 6,
                        TOP + row * ROW,
                        left - MARGIN + 6 + COLUMN * grid.bands().size(),
                        ROW);
            }
        }
        for (int column = 0; column < grid.bands().size(); column++) {
            String band = AwardGrid.head(grid.bands().get(column));
            g.setColor(Picture.DIM);
            int middle = left + column * COLUMN + COLUMN / 2;
            g.drawString(band, middle - g.getFontMetrics().stringWidth(band) / 2, TOP - 8);
        }
        for (int row = 0; row < rows; row++) {
            row(g, grid.rows().get(row), left, TOP + row * ROW);
        }
        if (rows < grid.rows().size()) {
            g.setColor(Picture.DIM);
            g.drawString((grid.rows().size() - rows) + " more", MARGIN, TOP + rows * ROW + 18);
        }
    }

    private void row(Graphics2D g, AwardGrid.Row row, int left, int y) {
        g.setColor(Picture.DIM);
        g.drawString(cut(row.key()), MARGIN, y + 15);
        g.setColor(Picture.INK);
        g.drawString(cut(row.name()), MARGIN + keyWidth, y + 15);
        for (int column = 0; column < grid.bands().size(); column++) {
            Boolean confirmed = row.confirmedByBand().get(grid.bands().get(column));
            int x = left + column * COLUMN + (COLUMN - MARK) / 2;
            int top = y + (ROW - MARK) / 2;
            if (confirmed == null) {
                g.setColor(Picture.LINE);
                g.fillOval(x + 5, top + 5, 3, 3);
            } else if (confirmed) {
                g.setColor(Picture.CONFIRMED);
                g.fillOval(x, top, MARK, MARK);
            } else {
                g.setColor(Picture.WORKED);
                g.setStroke(new BasicStroke(2.4f));
                g.drawOval(x + 1, top + 1, MARK - 2, MARK - 2);
            }
        }
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= NAME ? plain : plain.substring(0, NAME - 1) + "\u2026";
    }
}
