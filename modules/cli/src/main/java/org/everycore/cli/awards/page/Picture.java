package org.everycore.cli.awards.page;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** A PNG drawn without a screen: what matrices and maps have in common. */
final class Picture {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x1c2733);
    static final Color DIM = new Color(0x5b6875);
    static final Color LINE = new Color(0xd9e0e7);
    static final Color BAND = new Color(0xf5f7f9);
    static final Color CONFIRMED = new Color(0x1d7a46);
    static final Color WORKED = new Color(0xe5b93c);

    private Picture() {}

    static byte[] png(int width, int height, Consumer<Graphics2D> draw) throws IOException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(PAPER);
            g.fillRect(0, 0, width, height);
            draw.accept(g);
        } finally {
            g.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** A square of the legend and what it means; gives where the next begins. */
    static int legend(Graphics2D g, int x, int y, Color color, String text) {
        g.setColor(color);
        g.fillRect(x, y - 11, 12, 12);
        g.setColor(INK);
        g.drawString(text, x + 18, y);
        return x + 18 + g.getFontMetrics().stringWidth(text) + 20;
    }
}
