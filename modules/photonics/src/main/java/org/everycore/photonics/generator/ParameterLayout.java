package org.everycore.photonics.generator;

import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.ProgramBuilder;

/**
 * Where each parameter of the layered circuit lies in the flat vector of circuit weights.
 *
 * <p>A layer of N modes is [interferometer 1 | squeezing | interferometer 2 | displacement | Kerr]. An interferometer has
 * N(N-1)/2 beamsplitter thetas, as many phis, then N-1 rotations (one rotation alone when N = 1), on a rectangular mesh: for
 * l in 0..N-1, for k in 0..N-2 with l + k even, BS(theta, phi) on (k, k+1). Squeezing and displacement are pairs (r, phi)
 * mode after mode. That makes 2(N(N-1) + max(1, N-1)) + 5N parameters a layer, N fewer without Kerr.
 */
public final class ParameterLayout {
    /** What a parameter does, which decides how it is drawn at first. */
    public enum Role {
        THETA(0.1),
        PHI(0.1),
        ROTATION(0.1),
        SQUEEZING_R(0.1),
        SQUEEZING_PHI(0.1),
        DISPLACEMENT_R(0.1),
        DISPLACEMENT_PHI(0.1),
        KERR(0.05);

        private final double spread;

        Role(double spread) {
            this.spread = spread;
        }
    }

    private final int modes;
    private final int layers;
    private final boolean kerr;
    private final int splitters;
    private final int rotations;

    public ParameterLayout(int modes, int layers, boolean kerr) {
        this.modes = modes;
        this.layers = layers;
        this.kerr = kerr;
        this.splitters = modes * (modes - 1) / 2;
        this.rotations = Math.max(1, modes - 1);
    }

    public static ParameterLayout of(GeneratorSpec spec) {
        return new ParameterLayout(spec.modes(), spec.layers(), spec.kerr());
    }

    private int interferometer() {
        return 2 * splitters + rotations;
    }

    public int perLayer() {
        return 2 * interferometer() + 4 * modes + (kerr ? modes : 0);
    }

    /** Number of circuit parameters. */
    public int count() {
        return layers * perLayer();
    }

    /** What the parameter at an index of the flat vector does. */
    public Role role(int index) {
        int at = index % perLayer();
        int mesh = interferometer();
        if (at < mesh) {
            return meshRole(at);
        }
        at -= mesh;
        if (at < 2 * modes) {
            return at % 2 == 0 ? Role.SQUEEZING_R : Role.SQUEEZING_PHI;
        }
        at -= 2 * modes;
        if (at < mesh) {
            return meshRole(at);
        }
        at -= mesh;
        if (at < 2 * modes) {
            return at % 2 == 0 ? Role.DISPLACEMENT_R : Role.DISPLACEMENT_PHI;
        }
        return Role.KERR;
    }

    private Role meshRole(int at) {
        return at < splitters ? Role.THETA : at < 2 * splitters ? Role.PHI : Role.ROTATION;
    }

    /** Indices of the interferometers' rotations, in order. */
    public int[] rotations() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            if (role(i) == Role.ROTATION) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** First weights: normal with deviation 0.1, Kerr 0.05; parameter i is draw 0 of sample i of its stream. */
    public double[] initial(long seed) {
        SampleRandom random = new SampleRandom(seed, Streams.CIRCUIT_WEIGHTS);
        double[] weights = new double[count()];
        for (int i = 0; i < weights.length; i++) {
            random.seek(i);
            weights[i] = role(i).spread * random.nextNormal();
        }
        return weights;
    }

    /** The circuit as passes. */
    public Program program(int cutoff) {
        ProgramBuilder builder = new ProgramBuilder(modes, cutoff);
        int at = 0;
        for (int layer = 0; layer < layers; layer++) {
            at = mesh(builder, at);
            for (int mode = 0; mode < modes; mode++, at += 2) {
                builder.squeezing(mode, Angle.parameter(at), Angle.parameter(at + 1));
            }
            at = mesh(builder, at);
            for (int mode = 0; mode < modes; mode++, at += 2) {
                builder.displacement(mode, Angle.parameter(at), Angle.parameter(at + 1));
            }
            if (kerr) {
                for (int mode = 0; mode < modes; mode++, at++) {
                    builder.kerr(mode, Angle.parameter(at));
                }
            }
        }
        return builder.build(count());
    }

    private int mesh(ProgramBuilder builder, int start) {
        int n = 0;
        for (int l = 0; l < modes; l++) {
            for (int k = 0; k + 1 < modes; k++) {
                if ((l + k) % 2 == 0) {
                    builder.beamsplitter(k, k + 1, Angle.parameter(start + n), Angle.parameter(start + splitters + n));
                    n++;
                }
            }
        }
        int rotation = start + 2 * splitters;
        for (int i = 0; i < rotations; i++) {
            builder.rotation(i, Angle.parameter(rotation + i));
        }
        return rotation + rotations;
    }
}
