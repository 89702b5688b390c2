package org.everycore.photonics.support;

import java.util.List;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.linear.GateSymplectic;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** Products of gates in phase space by plain matrix products: the oracle of decompositions. */
public final class PhaseSpace {
    private PhaseSpace() {}

    /** S of all gates on (x1.., p1..) of {@code modes} modes. */
    public static RealMatrix symplectic(List<Operation> gates, int modes) {
        RealMatrix all = MatrixUtils.createRealIdentityMatrix(2 * modes);
        for (Operation op : gates) {
            all = embedded(op, modes).multiply(all);
        }
        return all;
    }

    /** Displacement of all gates. */
    public static double[] displacement(List<Operation> gates, int modes) {
        double[] d = new double[2 * modes];
        for (Operation op : gates) {
            d = embedded(op, modes).operate(d);
            double[] own = GateSymplectic.of(op).d();
            int k = op.modes().length;
            for (int i = 0; i < k; i++) {
                d[op.modes()[i]] += own[i];
                d[modes + op.modes()[i]] += own[k + i];
            }
        }
        return d;
    }

    private static RealMatrix embedded(Operation op, int modes) {
        GateSymplectic gate = GateSymplectic.of(op);
        int k = gate.modes();
        RealMatrix full = MatrixUtils.createRealIdentityMatrix(2 * modes);
        for (int i = 0; i < 2 * k; i++) {
            for (int j = 0; j < 2 * k; j++) {
                int row = op.modes()[i % k] + (i < k ? 0 : modes);
                int column = op.modes()[j % k] + (j < k ? 0 : modes);
                full.setEntry(row, column, gate.s()[i * 2 * k + j]);
            }
        }
        return full;
    }
}
