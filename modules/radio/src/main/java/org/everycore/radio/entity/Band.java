package org.everycore.radio.entity;

/**
 * An amateur band of ADIF; both of its ends belong to it.
 *
 * @param name in lower case, such as {@code 20m}
 */
public record Band(String name, double lowerMhz, double upperMhz) {
    public Band {
        if (name.isEmpty() || !(lowerMhz < upperMhz)) {
            throw new IllegalArgumentException("band " + name + " from " + lowerMhz + " to " + upperMhz + " MHz");
        }
    }

    public boolean contains(double mhz) {
        return lowerMhz <= mhz && mhz <= upperMhz;
    }
}
