package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Mesh;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;

/**
 * Writes circuits as Blackbird programs that this module and Strawberry Fields read; numbers read back exactly.
 *
 * <p>Arrays become variables A0, A1, ... A GaussianTransform's displacement, which Blackbird cannot say, becomes Dgates after it.
 */
public final class BlackbirdWriter {
    private final StringBuilder arrays = new StringBuilder();
    private final StringBuilder statements = new StringBuilder();
    private int arrayCount;

    private BlackbirdWriter() {}

    public static String write(Circuit circuit) {
        BlackbirdWriter writer = new BlackbirdWriter();
        circuit.operations().forEach(writer::operation);
        StringBuilder text = new StringBuilder();
        circuit.description()
                .lines()
                .forEach(line -> text.append("# ").append(line).append('\n'));
        text.append("name ").append(identifier(circuit.name())).append("\nversion 1.0\n");
        text.append("target fock (cutoff_dim=").append(circuit.cutoff());
        text.append(", num_subsystems=").append(circuit.modes()).append(")\n\n");
        return text.append(writer.arrays).append(writer.statements).toString();
    }

    private void operation(Operation op) {
        List<String> arguments = new ArrayList<>();
        if (op.kind() == GateKind.GKP) {
            arguments.add("state=[" + op.params()[0] + ", " + op.params()[1] + "]");
            arguments.add("epsilon=" + op.params()[2]);
        } else {
            for (int i = 0; i < op.params().length; i++) {
                arguments.add(op.parameter(i));
            }
        }
        if (op.payload() instanceof Payload.Unitary u) {
            arguments.add(array(u.size(), u.size(), u.re(), u.im()));
            if (u.mesh() != Mesh.RECTANGULAR) {
                arguments.add("mesh=\"" + u.mesh().label() + '"');
            }
        } else if (op.payload() instanceof Payload.Ket ket) {
            arguments.add(array(1, ket.re().length, ket.re(), ket.im()));
        } else if (op.payload() instanceof Payload.Density rho) {
            arguments.add(array(rho.dimension(), rho.dimension(), rho.re(), rho.im()));
        } else if (op.payload() instanceof Payload.Symplectic s) {
            arguments.add(array(2 * s.modes(), 2 * s.modes(), s.s(), null));
        }
        if (op.payload() instanceof Payload.Moments m) {
            arguments.add(array(2 * m.modes(), 2 * m.modes(), m.v(), null));
            arguments.add(array(1, 2 * m.modes(), m.r(), null));
        } else if (op.payload() instanceof Payload.Channel c) {
            arguments.add(array(2 * c.modes(), 2 * c.modes(), c.x(), null));
            arguments.add(array(2 * c.modes(), 2 * c.modes(), c.y(), null));
            arguments.add(array(1, 2 * c.modes(), c.d(), null));
        }
        if (op.select().length > 0) {
            arguments.add("select=" + select(op));
        }
        String name = op.kind() == GateKind.THERMAL_LOSS
                ? "ThermalLossChannel"
                : op.kind().gateName();
        statement(name, arguments, op.modes());
        if (op.payload() instanceof Payload.Symplectic s) {
            displacement(s, op.modes());
        }
    }

    private void displacement(Payload.Symplectic s, int[] modes) {
        for (int i = 0; i < modes.length; i++) {
            double x = s.d()[i];
            double p = s.d()[i + modes.length];
            if (x != 0 || p != 0) {
                String r = Double.toString(StrictMath.hypot(x, p) / 2);
                statement("Dgate", List.of(r, Double.toString(StrictMath.atan2(p, x))), modes[i]);
            }
        }
    }

    private void statement(String name, List<String> arguments, int... modes) {
        statements.append(name);
        if (!arguments.isEmpty()) {
            statements.append('(').append(String.join(", ", arguments)).append(')');
        }
        statements
                .append(" | ")
                .append(modes.length == 1 ? Integer.toString(modes[0]) : java.util.Arrays.toString(modes));
        statements.append('\n');
    }

    private static String select(Operation op) {
        double[] values = op.select();
        if (op.kind() == GateKind.MEASURE_HETERODYNE) {
            return complex(values[0], values[1]);
        }
        StringJoiner list = new StringJoiner(", ", "[", "]");
        boolean whole = op.kind() != GateKind.MEASURE_HOMODYNE;
        for (double value : values) {
            list.add(whole ? Long.toString((long) value) : Double.toString(value));
        }
        String text = list.toString();
        return values.length == 1 ? text.substring(1, text.length() - 1) : text;
    }

    private String array(int rows, int columns, double[] re, double[] im) {
        String name = "A" + arrayCount++;
        arrays.append(im == null ? "float" : "complex").append(" array ").append(name);
        arrays.append(String.format(Locale.ROOT, "[%d, %d] =%n", rows, columns).replace("\r", ""));
        for (int i = 0; i < rows; i++) {
            StringJoiner row = new StringJoiner(", ", "    ", "\n");
            for (int j = 0; j < columns; j++) {
                int at = i * columns + j;
                row.add(im == null ? Double.toString(re[at]) : complex(re[at], im[at]));
            }
            arrays.append(row);
        }
        arrays.append('\n');
        return name;
    }

    private static String complex(double re, double im) {
        return re + (im < 0 ? "-" : "+") + Math.abs(im) + "j";
    }

    private static String identifier(String name) {
        String clean = name.replaceAll("[^0-9A-Za-z_]", "_");
        return clean.matches("[A-Za-z].*") ? clean : "circuit" + (clean.isEmpty() ? "" : "_" + clean);
    }
}
