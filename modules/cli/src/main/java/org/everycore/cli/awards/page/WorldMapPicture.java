package org.everycore.cli.awards.page;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;

/** An award's marks on a map of the whole world as a PNG. */
final class WorldMapPicture {
    private static final double PIXELS = 4.5;
    private static final int MARGIN = 20;
    private static final int TOP = 80;
    private static final double SOUTH = 170;
    private static final Color SEA = new Color(0xf3f7fa);

    private final String title;
    private final WorldMap map;

    WorldMapPicture(String title, WorldMap map) {
        this.title = title;
        this.map = map;
    }

    byte[] png() throws IOException {
        return Picture.png((int) (360 * PIXELS) + 2 * MARGIN, TOP + (int) (SOUTH * PIXELS) + MARGIN, this::draw);
    }

    private void draw(Graphics2D g) {
        g.setColor(Picture.INK);
        g.setFont(Picture.font(Font.BOLD, 18));
        g.drawString(title.replaceAll("\\p{Cntrl}", "?"), MARGIN, 30);
        g.setFont(Picture.font(Font.PLAIN, 13));
        int x = Picture.legend(g, MARGIN, 54, Picture.CONFIRMED, "confirmed (" + count(WorldMap.State.CONFIRMED) + ")");
        x = Picture.legend(g, x, 54, Picture.WORKED, "worked only (" + count(WorldMap.State.WORKED) + ")");
        if (count(WorldMap.State.MISSING) > 0) {
            Picture.legend(g, x, 54, Picture.LINE, "missing (" + count(WorldMap.State.MISSING) + ")");
        }
        g.setClip(MARGIN, TOP, (int) (360 * PIXELS), (int) (SOUTH * PIXELS));
        g.setColor(SEA);
        g.fillRect(MARGIN, TOP, (int) (360 * PIXELS), (int) (SOUTH * PIXELS));
        Land.draw(g, MARGIN, TOP, PIXELS);
        map.marks().forEach(mark -> mark(g, mark));
    }

    private long count(WorldMap.State state) {
        return map.marks().stream().filter(mark -> mark.state() == state).count();
    }

    private static void mark(Graphics2D g, WorldMap.Mark mark) {
        double x = MARGIN + mark.x() * PIXELS;
        double y = TOP + mark.y() * PIXELS;
        Color color =
                switch (mark.state()) {
                    case CONFIRMED -> Picture.CONFIRMED;
                    case WORKED -> Picture.WORKED;
                    case MISSING -> Picture.LINE;
                };
        g.setColor(color);
        if (mark.width() > 0) {
            g.fill(new Rectangle2D.Double(
                    x, y, Math.max(2, mark.width() * PIXELS), Math.max(2, mark.height() * PIXELS)));
            return;
        }
        double radius = mark.label().isEmpty() ? 4.5 : mark.label().length() > 2 ? 32 : 13;
        Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        g.fill(circle);
        g.setColor(Picture.PAPER);
        g.draw(circle);
        if (!mark.label().isEmpty()) {
            g.setColor(mark.state() == WorldMap.State.CONFIRMED ? Picture.PAPER : Picture.INK);
            int width = g.getFontMetrics().stringWidth(mark.label());
            g.drawString(mark.label(), (float) (x - width / 2.0), (float) y + 5);
        }
    }
}
