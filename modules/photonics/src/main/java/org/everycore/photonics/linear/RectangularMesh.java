package org.everycore.photonics.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;

/**
 * A unitary as a rectangular mesh of beamsplitters between neighbours, N(N-1)/2 of them in N columns.
 *
 * <p>Clements, Humphreys, Metcalf, Kolthammer and Walmsley, "Optimal design for universal multiport interferometers", Optica
 * 3 (2016) 1460, arXiv:1603.08788: the elements below the diagonal are nulled along anti-diagonals, by columns from the right
 * and by rows from the left in turn, which leaves phases. A cell is R(phi) on its first mode, then BS(theta, 0). Cells from
 * the right run first, then the phases, then the inverse cells from the left: the order that Strawberry Fields runs them in,
 * which matters as the state is cut after each gate. Backward stable: each step is a plane rotation.
 */
public final class RectangularMesh {
    /** Angles below this are left out, as they change nothing above the rounding of a double. */
    static final double NEGLIGIBLE = 1e-13;

    private final int size;
    private final double[] re;
    private final double[] im;

    private RectangularMesh(ComplexMatrix unitary) {
        this.size = unitary.size();
        this.re = unitary.re().clone();
        this.im = unitary.im().clone();
    }

    /** Rgate and BSgate operations that together are the unitary (a_i† to Σ_j U_ji a_j†) on the given modes. */
    public static List<Operation> operations(ComplexMatrix unitary, int... modes) {
        if (modes.length != unitary.size()) {
            throw new IllegalArgumentException(modes.length + " modes for size " + unitary.size());
        }
        return new RectangularMesh(unitary).decompose(modes);
    }

    private record Cell(int first, double theta, double phi) {}

    private List<Operation> decompose(int[] modes) {
        List<Cell> right = new ArrayList<>();
        Deque<Cell> left = new ArrayDeque<>();
        for (int diagonal = 0; diagonal < size - 1; diagonal++) {
            for (int step = 0; step <= diagonal; step++) {
                if (diagonal % 2 == 0) {
                    right.add(nullFromRight(size - 1 - step, diagonal - step));
                } else {
                    left.push(nullFromLeft(size - 1 - diagonal + step, step));
                }
            }
        }
        List<Operation> gates = new ArrayList<>();
        for (Cell cell : right) {
            rotation(gates, cell.phi, modes[cell.first]);
            beamsplitter(gates, cell.theta, modes[cell.first], modes[cell.first + 1]);
        }
        for (int i = 0; i < size; i++) {
            rotation(gates, StrictMath.atan2(im[i * size + i], re[i * size + i]), modes[i]);
        }
        for (Cell cell : left) {
            beamsplitter(gates, -cell.theta, modes[cell.first], modes[cell.first + 1]);
            rotation(gates, -cell.phi, modes[cell.first]);
        }
        return gates;
    }

    static void rotation(List<Operation> gates, double phi, int mode) {
        if (Math.abs(phi) >= NEGLIGIBLE) {
            gates.add(Operation.of(GateKind.ROTATION, new double[] {phi}, mode));
        }
    }

    static void beamsplitter(List<Operation> gates, double theta, int first, int second) {
        if (Math.abs(theta) >= NEGLIGIBLE) {
            gates.add(Operation.of(GateKind.BEAMSPLITTER, new double[] {theta, 0}, first, second));
        }
    }

    /** U to U T⁻¹ with T on columns (column, column + 1) so that U[row, column] is 0. */
    private Cell nullFromRight(int row, int column) {
        int at = row * size + column;
        double theta = 0;
        double phi = 0;
        if (isZero(at + 1)) {
            theta = isZero(at) ? 0 : Math.PI / 2;
        } else {
            theta = StrictMath.atan2(abs(at), abs(at + 1));
            phi = isZero(at) ? 0 : wrapped(arg(at) - arg(at + 1));
        }
        double c = StrictMath.cos(theta);
        double s = StrictMath.sin(theta);
        double er = StrictMath.cos(phi);
        double ei = -StrictMath.sin(phi);
        for (int i = 0; i < size; i++) {
            int a = i * size + column;
            double ar = re[a] * er - im[a] * ei;
            double ai = re[a] * ei + im[a] * er;
            double br = re[a + 1];
            double bi = im[a + 1];
            re[a] = c * ar - s * br;
            im[a] = c * ai - s * bi;
            re[a + 1] = s * ar + c * br;
            im[a + 1] = s * ai + c * bi;
        }
        return new Cell(column, theta, phi);
    }

    /** U to T U with T on rows (row - 1, row) so that U[row, column] is 0. */
    private Cell nullFromLeft(int row, int column) {
        int at = row * size + column;
        int above = at - size;
        double theta = 0;
        double phi = 0;
        if (isZero(above)) {
            theta = isZero(at) ? 0 : Math.PI / 2;
        } else if (!isZero(at)) {
            theta = StrictMath.atan2(abs(at), abs(above));
            phi = wrapped(arg(at) + Math.PI - arg(above));
        }
        double c = StrictMath.cos(theta);
        double s = StrictMath.sin(theta);
        double er = StrictMath.cos(phi);
        double ei = StrictMath.sin(phi);
        for (int j = 0; j < size; j++) {
            int a = (row - 1) * size + j;
            int b = a + size;
            double ar = re[a] * er - im[a] * ei;
            double ai = re[a] * ei + im[a] * er;
            double br = re[b];
            double bi = im[b];
            re[a] = c * ar - s * br;
            im[a] = c * ai - s * bi;
            re[b] = s * ar + c * br;
            im[b] = s * ai + c * bi;
        }
        return new Cell(row - 1, theta, phi);
    }

    /** Elements of rounding size count as zero, so that an identity stays one. */
    private boolean isZero(int at) {
        return abs(at) < 1e-15;
    }

    private static double wrapped(double phi) {
        return Math.IEEEremainder(phi, 2 * Math.PI);
    }

    private double abs(int at) {
        return Math.hypot(re[at], im[at]);
    }

    private double arg(int at) {
        return StrictMath.atan2(im[at], re[at]);
    }
}
