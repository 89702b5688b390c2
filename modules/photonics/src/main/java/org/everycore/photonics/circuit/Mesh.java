package org.everycore.photonics.circuit;

import java.util.Arrays;
import java.util.Locale;

/** The shape of the network of beamsplitters that an interferometer runs as; all of them are the same unitary. */
public enum Mesh {
    /** Columns of neighbours in turn (Clements and others 2016), the shallowest. */
    RECTANGULAR,
    /** A triangle of neighbours (Reck and others 1994). */
    TRIANGULAR,
    /** The rectangular mesh of Mach-Zehnder interferometers, each with equal shares of its phases on both arms. */
    RECTANGULAR_SYMMETRIC;

    /** How files call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mesh of that name; "symmetric" is short for the rectangular one of that kind. */
    public static Mesh named(String name) {
        return Arrays.stream(values())
                .filter(mesh -> mesh.label().equals(name) || mesh == RECTANGULAR_SYMMETRIC && "symmetric".equals(name))
                .findFirst()
                .orElseThrow(() -> new CircuitException("mesh is " + CircuitReader.shown(name)
                        + ", must be rectangular, triangular or rectangular_symmetric"));
    }
}
