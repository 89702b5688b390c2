package org.everycore.cli.awards.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** The land of the world, drawn below a picture's marks. */
final class Land {
    private static final Color FILL = new Color(0xe9e6dc);
    private static final Color COAST = new Color(0xb9b4a3);

    private Land() {}

    /**
     * Draws the land.
     *
     * @param pixels of a degree of longitude, and of latitude
     */
    static void draw(Graphics2D g, double left, double top, double pixels) {
        AffineTransform place = new AffineTransform(pixels / 10, 0, 0, pixels / 10, left, top);
        g.setStroke(new BasicStroke(0.8f));
        for (String path : Places.land()) {
            Path2D outline = outline(path);
            outline.transform(place);
            g.setColor(FILL);
            g.fill(outline);
            g.setColor(COAST);
            g.draw(outline);
        }
    }

    /** Reads {@code Mx yldx dy dx dy ...z}. */
    private static Path2D outline(String path) {
        Path2D outline = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        int line = path.indexOf('l');
        String[] start = path.substring(1, line).split(" ");
        double x = Integer.parseInt(start[0]);
        double y = Integer.parseInt(start[1]);
        outline.moveTo(x, y);
        String[] steps = path.substring(line + 1, path.length() - 1).split(" ");
        for (int i = 0; i + 1 < steps.length; i += 2) {
            x += Integer.parseInt(steps[i]);
            y += Integer.parseInt(steps[i + 1]);
            outline.lineTo(x, y);
        }
        outline.closePath();
        return outline;
    }
}
