package org.everycore.cli.text;

/** A share between 0 and 1 drawn as a bar of block characters, in eighths of a column. */
public final class Bar {
    private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";

    private Bar() {}

    public static String of(double share, int columns) {
        double clipped = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
        long eighths = Math.round(clipped * columns * 8);
        StringBuilder bar = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            long here = Math.max(0, Math.min(8, eighths - 8L * column));
            bar.append(here == 0 ? '\u2591' : EIGHTHS.charAt((int) here));
        }
        return bar.toString();
    }
}
