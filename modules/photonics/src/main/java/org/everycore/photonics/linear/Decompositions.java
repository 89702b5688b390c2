package org.everycore.photonics.linear;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Writes the gates that are defined by others (Interferometer, GaussianTransform, Pgate, CXgate, CZgate) as rotations,
 * displacements, squeezers and beamsplitters, as Strawberry Fields does: in Fock space they run as these, cut after each.
 */
public final class Decompositions {
    private Decompositions() {}

    /** The operations that an operation runs as: itself alone, when it is elementary. */
    public static List<Operation> expand(Operation op) {
        int[] modes = op.modes();
        return switch (op.kind()) {
            case INTERFEROMETER -> {
                Payload.Unitary u = (Payload.Unitary) op.payload();
                ComplexMatrix matrix = new ComplexMatrix(u.size(), u.re(), u.im());
                yield switch (u.mesh()) {
                    case RECTANGULAR -> RectangularMesh.operations(matrix, modes);
                    case TRIANGULAR -> TriangularMesh.operations(matrix, modes);
                    case RECTANGULAR_SYMMETRIC -> SymmetricMesh.operations(matrix, modes);
                };
            }
            case GAUSSIAN_TRANSFORM -> gaussianTransform((Payload.Symplectic) op.payload(), modes);
            case QUADRATIC_PHASE -> quadraticPhase(op.params()[0], modes[0]);
            case CONTROLLED_X -> controlledX(op.params()[0], modes[0], modes[1]);
            case CONTROLLED_Z -> controlledZ(op.params()[0], modes[0], modes[1]);
            default -> List.of(op);
        };
    }

    /** The circuit with every operation expanded. */
    public static Circuit expand(Circuit circuit) {
        return circuit.withOperations(
                circuit.operations().stream().flatMap(op -> expand(op).stream()).toList());
    }

    /**
     * For a gate of one parameter s that expands (Pgate, CXgate, CZgate): the derivatives by s of the params of each
     * operation of {@link #expand}, in the same shape.
     */
    public static List<double[]> derivatives(Operation op) {
        double s = op.params()[0];
        return switch (op.kind()) {
            case QUADRATIC_PHASE -> {
                // r = asinh(|s|/2), phi = -(π/2) sign(s) - atan(s/2)
                double dr = (s < 0 ? -0.5 : 0.5) / Math.sqrt(1 + s * s / 4);
                double dTheta = 0.5 / (1 + s * s / 4);
                yield List.of(new double[] {dr, -dTheta}, new double[] {dTheta});
            }
            case CONTROLLED_X, CONTROLLED_Z -> {
                double t = -s / 2;
                double dr = -0.5 / Math.sqrt(1 + t * t);
                // theta = ½ atan2(-1, -sinh r) and sinh r = t
                double dTheta = 0.25 / (1 + t * t);
                List<double[]> core = List.of(
                        new double[] {dTheta, 0}, new double[] {dr, 0}, new double[] {-dr, 0}, new double[] {dTheta, 0
                        });
                if (op.kind() == GateKind.CONTROLLED_X) {
                    yield core;
                }
                List<double[]> all = new ArrayList<>();
                all.add(new double[] {0});
                all.addAll(core);
                all.add(new double[] {0});
                yield List.copyOf(all);
            }
            default -> throw new IllegalArgumentException(op.kind() + " has no expansion by one parameter");
        };
    }

    /** P(s) = R(atan(s/2)) S(asinh(|s|/2), -(π/2) sign(s) - atan(s/2)), the squeezer first. */
    private static List<Operation> quadraticPhase(double s, int mode) {
        double half = s / 2;
        double r = asinh(Math.abs(half));
        double theta = StrictMath.atan(half);
        double phi = (s < 0 ? Math.PI / 2 : -Math.PI / 2) - theta;
        return List.of(gate(GateKind.SQUEEZING, mode, r, phi), gate(GateKind.ROTATION, mode, theta));
    }

    /** CX(s): two squeezers of asinh(-s/2) and its opposite between two beamsplitters. */
    private static List<Operation> controlledX(double s, int control, int target) {
        double sinh = -s / 2;
        double r = asinh(sinh);
        double theta = 0.5 * StrictMath.atan2(-1, -sinh);
        return List.of(
                Operation.of(GateKind.BEAMSPLITTER, new double[] {theta, 0}, control, target),
                gate(GateKind.SQUEEZING, control, r, 0),
                gate(GateKind.SQUEEZING, target, -r, 0),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {theta + Math.PI / 2, 0}, control, target));
    }

    /** CZ is CX between quarter turns of the target. */
    private static List<Operation> controlledZ(double s, int control, int target) {
        List<Operation> gates = new ArrayList<>();
        gates.add(gate(GateKind.ROTATION, target, -Math.PI / 2));
        gates.addAll(controlledX(s, control, target));
        gates.add(gate(GateKind.ROTATION, target, Math.PI / 2));
        return gates;
    }

    /** Interferometer, squeezers, interferometer (Bloch-Messiah), then displacements; one interferometer if passive. */
    private static List<Operation> gaussianTransform(Payload.Symplectic transform, int[] modes) {
        int k = transform.modes();
        List<Operation> gates = new ArrayList<>();
        RealMatrix s = matrix(2 * k, transform.s());
        if (s.multiply(s.transpose())
                        .subtract(MatrixUtils.createRealIdentityMatrix(2 * k))
                        .getNorm1()
                < 1e-12) {
            gates.addAll(RectangularMesh.operations(BlochMessiah.unitary(s), modes));
        } else {
            BlochMessiah parts = BlochMessiah.of(s);
            gates.addAll(RectangularMesh.operations(BlochMessiah.unitary(parts.o2()), modes));
            for (int i = 0; i < k; i++) {
                double r = StrictMath.log(parts.sigma()[i]);
                if (Math.abs(r) >= RectangularMesh.NEGLIGIBLE) {
                    gates.add(gate(GateKind.SQUEEZING, modes[i], -r, 0));
                }
            }
            gates.addAll(RectangularMesh.operations(BlochMessiah.unitary(parts.o1()), modes));
        }
        for (int i = 0; i < k; i++) {
            double x = transform.d()[i];
            double p = transform.d()[i + k];
            if (x != 0 || p != 0) {
                gates.add(gate(GateKind.DISPLACEMENT, modes[i], 0.5 * StrictMath.hypot(x, p), StrictMath.atan2(p, x)));
            }
        }
        return gates;
    }

    static RealMatrix matrix(int size, double[] flat) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.setEntry(i, j, flat[i * size + j]);
            }
        }
        return matrix;
    }

    private static Operation gate(GateKind kind, int mode, double... params) {
        return Operation.of(kind, params, mode);
    }

    private static double asinh(double x) {
        double magnitude = Math.abs(x);
        double value = StrictMath.log1p(magnitude + magnitude * magnitude / (1 + Math.sqrt(1 + magnitude * magnitude)));
        return Math.copySign(value, x);
    }
}
