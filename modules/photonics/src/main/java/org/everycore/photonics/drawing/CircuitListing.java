package org.everycore.photonics.drawing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.linear.Decompositions;

/** Lists a circuit: what it is, what running it takes, and its operations one a line. */
public final class CircuitListing {
    private CircuitListing() {}

    public static String show(Circuit circuit) {
        StringBuilder text = new StringBuilder();
        line(text, "name", circuit.name().isEmpty() ? "(none)" : circuit.name());
        if (!circuit.description().isEmpty()) {
            line(text, "description", circuit.description());
        }
        line(text, "modes", Integer.toString(circuit.modes()));
        line(text, "cutoff", circuit.cutoff() + " (n = 0.." + (circuit.cutoff() - 1) + ")");
        line(text, "amplitudes", String.format(Locale.ROOT, "%.0f", circuit.dimension()));
        boolean mixed = !circuit.pure();
        line(text, "state", mixed ? "density matrix" : "ket");
        line(text, "gaussian", circuit.gaussian() ? "yes" : "no");
        line(text, "memory", bytes(circuit.fockBytes(mixed)));
        line(text, "parameters", Integer.toString(circuit.parameters().length));
        line(text, "operations", Integer.toString(circuit.operations().size()));
        int index = 0;
        for (Operation op : circuit.operations()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%5d  %-18s %-10s %s%n",
                    index++,
                    op.kind().gateName(),
                    Arrays.toString(op.modes()),
                    detail(op)));
        }
        return text.toString().replace("\r", "");
    }

    private static String detail(Operation op) {
        StringBuilder text = new StringBuilder();
        if (op.params().length > 0) {
            text.append(IntStream.range(0, op.params().length)
                    .mapToObj(op::parameter)
                    .collect(Collectors.joining(", ", "[", "]")));
        }
        if (op.select().length > 0) {
            text.append(" select ").append(Arrays.toString(op.select()));
        }
        if (op.payload() instanceof Payload.Unitary || op.payload() instanceof Payload.Symplectic) {
            text.append("runs as ").append(Decompositions.expand(op).size()).append(" gates");
        } else if (op.payload() instanceof Payload.Ket ket) {
            text.append(ket.re().length).append(" amplitudes");
        } else if (op.payload() instanceof Payload.Density rho) {
            text.append(rho.dimension()).append(" x ").append(rho.dimension());
        } else if (op.payload() instanceof Payload.Moments moments) {
            text.append(moments.pure() ? "pure, " : "mixed, ").append("means ").append(Arrays.toString(moments.r()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(String.format(Locale.ROOT, "%-12s %s%n", key, value));
    }

    private static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.3g %s", value, units[unit]);
    }
}
