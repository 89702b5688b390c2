package org.everycore.photonics.linear;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Operation;

/**
 * A unitary as a triangle of beamsplitters between neighbours: Reck, Zeilinger, Bernstein and Bertani, "Experimental realization
 * of any discrete unitary operator", Physical Review Letters 73 (1994) 58.
 *
 * <p>Row after row from the last, the elements left of the diagonal are nulled by cells on neighbouring columns, R(phi) on the
 * first, then BS(theta, 0); what is left are phases. U = phases x cells, so the cells run first.
 */
final class TriangularMesh {
    private TriangularMesh() {}

    static List<Operation> operations(ComplexMatrix unitary, int... modes) {
        int n = unitary.size();
        double[] re = unitary.re().clone();
        double[] im = unitary.im().clone();
        List<Operation> gates = new ArrayList<>();
        for (int row = n - 1; row > 0; row--) {
            for (int column = 0; column < row; column++) {
                int at = row * n + column;
                double small = Math.hypot(re[at], im[at]);
                double large = Math.hypot(re[at + 1], im[at + 1]);
                double theta = small < 1e-15 ? 0 : large < 1e-15 ? Math.PI / 2 : StrictMath.atan2(small, large);
                double phi = small < 1e-15 || large < 1e-15
                        ? 0
                        : Math.IEEEremainder(
                                StrictMath.atan2(im[at], re[at]) - StrictMath.atan2(im[at + 1], re[at + 1]),
                                2 * Math.PI);
                turn(re, im, n, column, theta, phi);
                RectangularMesh.rotation(gates, phi, modes[column]);
                RectangularMesh.beamsplitter(gates, theta, modes[column], modes[column + 1]);
            }
        }
        for (int i = 0; i < n; i++) {
            RectangularMesh.rotation(gates, StrictMath.atan2(im[i * n + i], re[i * n + i]), modes[i]);
        }
        return gates;
    }

    /** U to U T⁻¹ with T = BS(theta) R(phi) on columns (column, column + 1). */
    private static void turn(double[] re, double[] im, int n, int column, double theta, double phi) {
        double c = StrictMath.cos(theta);
        double s = StrictMath.sin(theta);
        double er = StrictMath.cos(phi);
        double ei = -StrictMath.sin(phi);
        for (int i = 0; i < n; i++) {
            int a = i * n + column;
            double ar = re[a] * er - im[a] * ei;
            double ai = re[a] * ei + im[a] * er;
            double br = re[a + 1];
            double bi = im[a + 1];
            re[a] = c * ar - s * br;
            im[a] = c * ai - s * bi;
            re[a + 1] = s * ar + c * br;
            im[a + 1] = s * ai + c * bi;
        }
    }
}
