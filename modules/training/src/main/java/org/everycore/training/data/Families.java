package org.everycore.training.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.jobs.SpecException;

/** The families by name. */
public final class Families {
    private static final String VIBRONIC = "vibronic";

    private Families() {}

    /** @param molecule of the vibronic family; null for formic acid */
    public static Family named(String name, Molecule molecule) {
        if (name.equals(VIBRONIC)) {
            return new Vibronic(molecule == null ? Molecule.FORMIC_ACID : molecule);
        }
        return Arrays.stream(Shapes.values())
                .filter(shape -> shape.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException("family", name, "is not one of " + names()));
    }

    /** All names, for messages. */
    public static String names() {
        return Stream.concat(Arrays.stream(Shapes.values()).map(Family::label), Stream.of(VIBRONIC))
                .collect(Collectors.joining(", "));
    }

    public static boolean known(String name) {
        return name.equals(VIBRONIC)
                || Arrays.stream(Shapes.values()).anyMatch(s -> s.label().equals(name));
    }
}
