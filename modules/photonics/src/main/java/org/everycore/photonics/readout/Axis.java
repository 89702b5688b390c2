package org.everycore.photonics.readout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A range of values drawn along a number of pixels, with round numbers marked. */
record Axis(double from, double to, int pixels) {
    /** The round numbers inside, about {@code wanted} of them. */
    List<Double> ticks(double wanted) {
        double rough = (to - from) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double share = rough / power;
        double step = power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        double slack = step * 1e-9;
        for (long i = (long) Math.ceil((from - slack) / step); i * step <= to + slack; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Where a value lies, in pixels from the start. */
    int pixel(double value) {
        return (int) Math.round((value - from) / (to - from) * pixels);
    }

    /** A tick's text: up to four significant digits. */
    static String text(double value) {
        if (Math.abs(value) < 1e-12) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(4, RoundingMode.HALF_EVEN));
        double magnitude = Math.abs(value);
        if (magnitude < 1e-3 || magnitude >= 1e5) {
            BigDecimal stripped = rounded.stripTrailingZeros();
            int exponent = stripped.precision() - stripped.scale() - 1;
            return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }
        return rounded.stripTrailingZeros().toPlainString().replace('-', '−');
    }
}
