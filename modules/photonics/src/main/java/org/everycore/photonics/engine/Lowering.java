package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.linear.Decompositions;

/**
 * Lowers a circuit of preparations and unitaries to the ket that it starts from and a program whose parameters are the
 * circuit's own, in the order of gates and their params. Measurements at the end are left to the reader of the ket.
 */
final class Lowering {
    private final Circuit circuit;
    private final ProgramBuilder builder;
    private final List<Operation> preparations = new ArrayList<>();
    private final List<Integer> preparationParams = new ArrayList<>();
    private int next;

    private Lowering(Circuit circuit) {
        this.circuit = circuit;
        this.builder = new ProgramBuilder(circuit.modes(), circuit.cutoff());
    }

    /** The start and the program of a pure circuit. */
    record Lowered(InitialKet start, Program program) {}

    static Lowered lower(Circuit circuit) {
        if (!circuit.pure()) {
            throw new CircuitException("makes a mixed state, which a ket cannot hold");
        }
        circuit.requireFockMemory(false);
        return new Lowering(circuit).run();
    }

    private Lowered run() {
        boolean[] measured = new boolean[circuit.modes()];
        for (Operation op : circuit.operations()) {
            if (!op.measured().isEmpty()) {
                throw new CircuitException(
                        op.kind().gateName() + " takes parameters from measured modes: draw shots instead");
            }
            if (op.kind().role() == Role.MEASUREMENT) {
                for (int mode : op.modes()) {
                    measured[mode] = true;
                }
            } else {
                for (int mode : op.modes()) {
                    if (measured[mode]) {
                        throw new CircuitException(
                                op.kind().gateName() + " acts on mode " + mode + " after its measurement");
                    }
                }
                if (op.kind().role() == Role.PREPARATION) {
                    preparations.add(op);
                    preparationParams.add(next);
                } else {
                    gate(op);
                }
            }
            next += op.params().length;
        }
        return new Lowered(
                new InitialKet(circuit.modes(), circuit.cutoff(), preparations, preparationParams),
                builder.build(next));
    }

    private void gate(Operation op) {
        int[] m = op.modes();
        switch (op.kind()) {
            case DISPLACEMENT -> builder.displacement(m[0], param(0), param(1));
            case SQUEEZING -> builder.squeezing(m[0], param(0), param(1));
            case ROTATION -> builder.rotation(m[0], param(0));
            case BEAMSPLITTER -> builder.beamsplitter(m[0], m[1], param(0), param(1));
            case MACH_ZEHNDER -> builder.machZehnder(m[0], m[1], param(0), param(1));
            case TWO_MODE_SQUEEZING -> builder.twoModeSqueezing(m[0], m[1], param(0), param(1));
            case KERR -> builder.kerr(m[0], param(0));
            case CROSS_KERR -> builder.crossKerr(m[0], m[1], param(0));
            case CUBIC_PHASE -> builder.cubicPhase(m[0], param(0));
            case SNAP -> {
                for (int n = 0; n < op.params().length; n++) {
                    builder.numberPhase(m[0], n, param(n));
                }
            }
            case QUADRATIC_PHASE -> quadraticPhase(m[0], op.params()[0]);
            case CONTROLLED_X -> controlledX(m[0], m[1], op.params()[0]);
            case CONTROLLED_Z -> {
                builder.rotation(m[1], Angle.constant(-Math.PI / 2));
                controlledX(m[0], m[1], op.params()[0]);
                builder.rotation(m[1], Angle.constant(Math.PI / 2));
            }
            case INTERFEROMETER, GAUSSIAN_TRANSFORM -> expand(op);
            default -> throw new CircuitException(op.kind().gateName() + " is not a unitary");
        }
    }

    private Angle param(int offset) {
        return Angle.parameter(next + offset);
    }

    /** An angle that is f(p) with slope f'(p), where p is the gate's only parameter. */
    private Angle of(double at, double value, double slope) {
        return new Angle(value - slope * at, new int[] {next}, new double[] {slope});
    }

    /** P(s) = R(theta) S(r, -π/2 - theta), sinh r = tan theta = s/2. */
    private void quadraticPhase(int mode, double s) {
        double half = s / 2;
        double root = Math.sqrt(1 + half * half);
        double theta = StrictMath.atan(half);
        double slope = 0.5 / (1 + half * half);
        builder.squeezing(mode, of(s, asinh(half), 0.5 / root), of(s, -Math.PI / 2 - theta, -slope));
        builder.rotation(mode, of(s, theta, slope));
    }

    /** CX(s) = BS(theta + π/2) S1(r) S2(-r) BS(theta), sinh r = -s/2, 2 theta = atan2(-sech r, -tanh r). */
    private void controlledX(int first, int second, double s) {
        double r = asinh(-s / 2);
        double rSlope = -0.5 / Math.sqrt(1 + s * s / 4);
        double sech = 1 / StrictMath.cosh(r);
        double theta = 0.5 * StrictMath.atan2(-sech, -StrictMath.tanh(r));
        double thetaSlope = -0.5 * sech * rSlope;
        Angle zero = Angle.constant(0);
        builder.beamsplitter(first, second, of(s, theta, thetaSlope), zero);
        builder.squeezing(first, of(s, r, rSlope), zero);
        builder.squeezing(second, of(s, -r, -rSlope), zero);
        builder.beamsplitter(first, second, of(s, theta + Math.PI / 2, thetaSlope), zero);
    }

    private static double asinh(double x) {
        double a = Math.abs(x);
        return Math.copySign(StrictMath.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
    }

    /** Runs a gate that carries a matrix as its decomposition, cut after each elementary gate; it has no parameters. */
    private void expand(Operation op) {
        for (Operation part : Decompositions.expand(op)) {
            double[] p = part.params();
            int[] m = part.modes();
            Angle first = Angle.constant(p[0]);
            Angle second = Angle.constant(p.length > 1 ? p[1] : 0);
            switch (part.kind()) {
                case ROTATION -> builder.rotation(m[0], first);
                case BEAMSPLITTER -> builder.beamsplitter(m[0], m[1], first, second);
                case SQUEEZING -> builder.squeezing(m[0], first, second);
                case DISPLACEMENT -> builder.displacement(m[0], first, second);
                case MACH_ZEHNDER -> builder.machZehnder(m[0], m[1], first, second);
                default -> throw new IllegalStateException(op.kind() + " decomposes to " + part.kind());
            }
        }
    }
}
