package org.everycore.cli.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.everycore.cli.Failure;
import picocli.CommandLine.Option;

/** What a sample is, as the command line says it. */
public final class ReadoutOptions {
    private static final String DENSITY = "density";

    @Option(
            names = "--readout",
            paramLabel = "NAME",
            description = "What a sample is. Expectation values of every mode: x (the default), p, xp or"
                    + " photon_number. Outcomes drawn jointly: homodyne or photons. All of a distribution:"
                    + " photon_distribution or density.")
    private String readout = "x";

    @Option(
            names = "--read-modes",
            paramLabel = "K",
            split = ",",
            description = "The modes that homodyne, photons, photon_distribution (the default is all) or density"
                    + " (one or two; the default is 0,1) read.")
    private List<Integer> readModes;

    @Option(
            names = "--angle",
            paramLabel = "PHI",
            split = ",",
            description = "The quadrature that homodyne measures, in radians, or x (0, the default) or p (pi/2):"
                    + " one for all modes, or one for each.")
    private List<String> angles;

    @Option(
            names = "--grid",
            paramLabel = "FROM:TO:POINTS",
            description = "Where density is read, in every mode; the default is -6:6:61, or -3:3:40 in hermite units.")
    private String grid;

    @Option(
            names = "--units",
            paramLabel = "NAME",
            description = "Of density: consistent (hbar = 2, densities; the default), or hermite (variance 1/2,"
                    + " shares of the grid that sum to 1).")
    private String units;

    /** Writes the keys that were given into the spec of a job. */
    void put(ObjectNode spec) {
        spec.put("readout", readout);
        if (readModes != null) {
            ArrayNode list = spec.putArray("readModes");
            readModes.forEach(list::add);
        }
        if (angles != null) {
            ArrayNode list = spec.putArray("angles");
            angles.forEach(text -> list.add(angle(text)));
        }
        if (grid != null || units != null) {
            ObjectNode node = spec.putObject("grid");
            if (units != null) {
                node.put("units", units);
            }
            if (grid != null) {
                List<String> parts = new ArrayList<>(List.of(grid.split(":", -1)));
                if (parts.size() != 3) {
                    throw Failure.wrongInput("--grid = " + grid + ": must be FROM:TO:POINTS, such as -6:6:61");
                }
                node.put("from", number("--grid", parts.get(0)));
                node.put("to", number("--grid", parts.get(1)));
                node.put("points", (int) number("--grid", parts.get(2)));
            }
        } else if (readout.equals(DENSITY)) {
            spec.putObject("grid");
        }
    }

    private static double angle(String text) {
        return switch (text) {
            case "x" -> 0;
            case "p" -> Math.PI / 2;
            default -> number("--angle", text);
        };
    }

    private static double number(String option, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers that are none.
        }
        throw Failure.wrongInput(option + ": " + text + " is not a finite number");
    }
}
