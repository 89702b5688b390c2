package org.everycore.photonics.readout;

/** Colours of a heat map, interpolated between given ones. */
enum Palette {
    /** Dark blue over green to yellow, even in lightness, for values from 0. */
    SEQUENTIAL(0x440154, 0x46327e, 0x365c8d, 0x277f8e, 0x1fa187, 0x4ac16d, 0xa0da39, 0xfde725),
    /** Blue, white, red, for values around 0. */
    DIVERGING(
            0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b,
            0x67001f);

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final int[] colours;

    Palette(int... colours) {
        this.colours = colours;
    }

    /** The colour of a share of the range, 0 to 1, as 0xRRGGBB. */
    int at(double share) {
        double position = Math.max(0, Math.min(1, share)) * (colours.length - 1);
        int low = Math.min((int) position, colours.length - 2);
        double part = position - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = colours[low] >> shift & 0xff;
            int b = colours[low + 1] >> shift & 0xff;
            rgb |= (int) Math.round(a + (b - a) * part) << shift;
        }
        return rgb;
    }
}
