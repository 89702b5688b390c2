package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.fock.BeamsplitterGate;
import org.everycore.photonics.fock.BlockLayout;
import org.everycore.photonics.fock.CutPosition;
import org.everycore.photonics.fock.DisplacementGate;
import org.everycore.photonics.fock.RealGate;
import org.everycore.photonics.fock.SqueezingGate;
import org.everycore.photonics.fock.TwoModeSqueezingGate;

/**
 * Turns gates into passes: every gate is a real block-diagonal matrix between phases that are diagonal.
 *
 * <p>D(r, phi) = R(phi) D(r) R(-phi); S(r, phi) = R(phi/2) S(r) R(-phi/2); BS(theta, phi) = R1(-phi) BS(theta) R1(phi);
 * S2(r, phi) = R1(phi) S2(r) R1(-phi); V(gamma) = Q exp(i gamma Λ³/6) Qᵀ. MZ(in, ex) is exactly
 * R1(π/2 + in/2) R2(π/2 + in/2) BS(π/2 - in/2) R2(π) R1(ex), phases that commute with the cut, so the product is cut once.
 * Phases move to the earliest diagonal that they can reach without crossing a matrix on their mode; those that reach none
 * wait for the next matrix on one of their modes, before which all that wait become one diagonal. So matrices on modes of
 * their own stand side by side, and a layer of three modes needs eight diagonals for its twelve matrices.
 */
public final class ProgramBuilder {
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final int[] stride;
    private final double[] number;
    private final double[] square;
    private final List<Pass> passes = new ArrayList<>();
    private final List<Pass.Phase> waiting = new ArrayList<>();
    private final Map<String, RealGate> gates = new HashMap<>();
    private CutPosition position;

    public ProgramBuilder(int modes, int cutoff) {
        this.modes = modes;
        this.cutoff = cutoff;
        double size = Math.pow(cutoff, modes);
        if (size > (Integer.MAX_VALUE >> 1)) {
            throw new CircuitException("cutoff " + cutoff + " of " + modes + " modes makes too large a ket");
        }
        this.dimension = (int) size;
        this.stride = new int[modes];
        int step = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            stride[mode] = step;
            step *= cutoff;
        }
        this.number = new double[cutoff];
        this.square = new double[cutoff];
        for (int n = 0; n < cutoff; n++) {
            number[n] = n;
            square[n] = (double) n * n;
        }
    }

    public Program build(int parameters) {
        diagonal();
        return new Program(modes, cutoff, dimension, parameters, passes);
    }

    public ProgramBuilder rotation(int mode, Angle phi) {
        return phase(new Pass.Phase("rotation", phi, mode, number, -1, null));
    }

    public ProgramBuilder kerr(int mode, Angle kappa) {
        return phase(new Pass.Phase("Kerr", kappa, mode, square, -1, null));
    }

    /** A phase of one photon number alone. */
    public ProgramBuilder numberPhase(int mode, int n, Angle theta) {
        double[] only = new double[cutoff];
        only[n] = 1;
        return phase(new Pass.Phase("number phase", theta, mode, only, -1, null));
    }

    public ProgramBuilder crossKerr(int first, int second, Angle kappa) {
        return phase(new Pass.Phase("cross-Kerr", kappa, first, number, second, number));
    }

    public ProgramBuilder displacement(int mode, Angle r, Angle phi) {
        rotation(mode, phi.times(-1));
        blocks("displacement", gates.computeIfAbsent("D", k -> new DisplacementGate(cutoff)), r, mode);
        return rotation(mode, phi);
    }

    public ProgramBuilder squeezing(int mode, Angle r, Angle phi) {
        rotation(mode, phi.times(-0.5));
        blocks("squeezing", gates.computeIfAbsent("S", k -> new SqueezingGate(cutoff)), r, mode);
        return rotation(mode, phi.times(0.5));
    }

    public ProgramBuilder beamsplitter(int first, int second, Angle theta, Angle phi) {
        rotation(first, phi);
        blocks("beamsplitter", gates.computeIfAbsent("BS", k -> new BeamsplitterGate(cutoff)), theta, first, second);
        return rotation(first, phi.times(-1));
    }

    public ProgramBuilder twoModeSqueezing(int first, int second, Angle r, Angle phi) {
        rotation(first, phi.times(-1));
        blocks(
                "two-mode squeezing",
                gates.computeIfAbsent("S2", k -> new TwoModeSqueezingGate(cutoff)),
                r,
                first,
                second);
        return rotation(first, phi);
    }

    public ProgramBuilder machZehnder(int first, int second, Angle in, Angle ex) {
        rotation(first, ex);
        rotation(second, Angle.constant(Math.PI));
        Angle half = in.times(0.5).plus(Math.PI / 2);
        beamsplitter(first, second, in.times(-0.5).plus(Math.PI / 2), Angle.constant(0));
        return rotation(first, half).rotation(second, half);
    }

    public ProgramBuilder cubicPhase(int mode, Angle gamma) {
        if (position == null) {
            position = new CutPosition(cutoff);
        }
        double[] q = position.vectors();
        double[] transposed = new double[q.length];
        double[] cube = new double[cutoff];
        for (int i = 0; i < cutoff; i++) {
            cube[i] = position.values()[i] * position.values()[i] * position.values()[i] / 6;
            for (int j = 0; j < cutoff; j++) {
                transposed[j * cutoff + i] = q[i * cutoff + j];
            }
        }
        BlockLayout dense =
                gates.computeIfAbsent("D", k -> new DisplacementGate(cutoff)).layout();
        add(blocks("to position", null, transposed, Angle.constant(0), dense, mode));
        phase(new Pass.Phase("cubic phase", gamma, mode, cube, -1, null));
        add(blocks("from position", null, q, Angle.constant(0), dense, mode));
        return this;
    }

    private void blocks(String label, RealGate gate, Angle angle, int... on) {
        add(blocks(label, gate, null, angle, gate.layout(), on));
    }

    private void add(Pass.Blocks blocks) {
        if (waiting.stream().anyMatch(phase -> Arrays.stream(blocks.modes()).anyMatch(phase::touches))) {
            diagonal();
        }
        passes.add(blocks);
    }

    /** Makes a diagonal of the phases that wait. */
    private void diagonal() {
        if (!waiting.isEmpty()) {
            passes.add(new Pass.Diagonal(List.copyOf(waiting), dimension));
            waiting.clear();
        }
    }

    private Pass.Blocks blocks(
            String label, RealGate gate, double[] fixed, Angle angle, BlockLayout layout, int... on) {
        int[][] rows = new int[layout.blocks()][];
        for (int b = 0; b < rows.length; b++) {
            rows[b] = layout.rows(b).clone();
            for (int i = 0; i < rows[b].length; i++) {
                int level = rows[b][i];
                rows[b][i] = on.length == 1
                        ? level * stride[on[0]]
                        : level / cutoff * stride[on[0]] + level % cutoff * stride[on[1]];
            }
        }
        int last = Arrays.stream(on).max().orElseThrow();
        return new Pass.Blocks(label, gate, fixed, angle, layout, rows, bases(last, on), stride[last], on);
    }

    /** Offsets of all states of the modes that a gate does not touch, up to its last one, ascending. */
    private int[] bases(int last, int[] on) {
        int[] bases = {0};
        for (int mode = 0; mode < last; mode++) {
            int candidate = mode;
            if (Arrays.stream(on).anyMatch(m -> m == candidate)) {
                continue;
            }
            int[] wider = new int[bases.length * cutoff];
            for (int i = 0; i < wider.length; i++) {
                wider[i] = bases[i / cutoff] + i % cutoff * stride[mode];
            }
            bases = wider;
        }
        return bases;
    }

    private ProgramBuilder phase(Pass.Phase phase) {
        if (phase.angle().fixed() && phase.angle().offset() == 0) {
            return this;
        }
        int earliest = -1;
        for (int i = passes.size() - 1; i >= 0; i--) {
            if (passes.get(i) instanceof Pass.Diagonal) {
                earliest = i;
            } else if (Arrays.stream(((Pass.Blocks) passes.get(i)).modes()).anyMatch(phase::touches)) {
                break;
            }
        }
        if (earliest < 0) {
            waiting.add(phase);
        } else {
            List<Pass.Phase> merged = new ArrayList<>(((Pass.Diagonal) passes.get(earliest)).phases());
            merged.add(phase);
            passes.set(earliest, new Pass.Diagonal(List.copyOf(merged), dimension));
        }
        return this;
    }
}
