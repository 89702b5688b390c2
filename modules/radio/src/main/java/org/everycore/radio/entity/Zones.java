package org.everycore.radio.entity;

/** The numbered zones of the world that awards count. */
public final class Zones {
    /** CQ zones are 1..40. */
    public static final int CQ = 40;
    /** ITU zones are 1..90. */
    public static final int ITU = 90;

    private Zones() {}

    public static boolean isCq(int zone) {
        return zone >= 1 && zone <= CQ;
    }

    public static boolean isItu(int zone) {
        return zone >= 1 && zone <= ITU;
    }
}
