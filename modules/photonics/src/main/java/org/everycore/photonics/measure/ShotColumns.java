package org.everycore.photonics.measure;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;

/** The names of a shot's numbers: n (photons), click (0 or 1), x (a quadrature), re and im (of α), each with its mode. */
public final class ShotColumns {
    private ShotColumns() {}

    /** In the order of measurements and their modes. */
    public static List<String> of(Circuit circuit) {
        List<String> columns = new ArrayList<>();
        for (Operation op : circuit.operations()) {
            if (op.kind().role() == Role.MEASUREMENT) {
                add(op, columns);
            }
        }
        if (columns.isEmpty()) {
            throw new CircuitException("has no measurement to draw from");
        }
        return List.copyOf(columns);
    }

    private static void add(Operation op, List<String> columns) {
        for (int mode : op.modes()) {
            switch (op.kind()) {
                case MEASURE_FOCK -> columns.add("n" + mode);
                case MEASURE_THRESHOLD -> columns.add("click" + mode);
                case MEASURE_HOMODYNE -> columns.add("x" + mode);
                default -> {
                    columns.add("re" + mode);
                    columns.add("im" + mode);
                }
            }
        }
    }
}
