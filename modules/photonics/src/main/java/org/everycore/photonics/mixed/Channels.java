package org.everycore.photonics.mixed;

import java.util.List;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.linear.GaussianElements;

/**
 * Channels as stages. Loss into a thermal bath of mean photon number nbar is loss of T/G, then gain G = 1 + (1-T) nbar (Caruso,
 * Giovannetti and Holevo, New Journal of Physics 8 (2006) 310); amplification of G with a thermal idler is loss of G/H, then gain
 * H = G + (G-1) nbar: both make x √τ of x and add the noise y with H = (1 + τ + y)/2.
 */
public final class Channels {
    private Channels() {}

    /** The stages of a channel, first one first. */
    public static List<ChannelStage> stages(Operation op, int cutoff) {
        double[] p = op.params();
        int mode = op.modes()[0];
        return switch (op.kind()) {
            case LOSS -> List.of(PhotonShift.loss(mode, p[0], cutoff, 1));
            case AMPLIFIER -> List.of(PhotonShift.gain(mode, p[0], cutoff, 1));
            case THERMAL_LOSS -> {
                double gain = 1 + (1 - p[0]) * p[1];
                yield List.of(
                        PhotonShift.loss(
                                mode,
                                p[0] / gain,
                                cutoff,
                                1 / gain + p[0] * p[1] / (gain * gain),
                                -p[0] * (1 - p[0]) / (gain * gain)),
                        PhotonShift.gain(mode, gain, cutoff, -p[1], 1 - p[0]));
            }
            case THERMAL_AMPLIFIER -> {
                double gain = p[0] + (p[0] - 1) * p[1];
                yield List.of(
                        PhotonShift.loss(
                                mode,
                                p[0] / gain,
                                cutoff,
                                1 / gain - p[0] * (1 + p[1]) / (gain * gain),
                                -p[0] * (p[0] - 1) / (gain * gain)),
                        PhotonShift.gain(mode, gain, cutoff, 1 + p[1], p[0] - 1));
            }
            case PHASE_NOISE -> List.of(new PhaseDamping(mode, p[0]));
            case GAUSSIAN_CHANNEL -> {
                double[][] kernel = GaussianElements.channel((Payload.Channel) op.payload(), cutoff);
                yield List.of(new KernelStage(op.modes(), kernel[0], kernel[1]));
            }
            default -> throw new IllegalArgumentException(op.kind() + " is not a channel");
        };
    }

    /** The state after a channel; no channel adds to a trace, so a trace that grew proves that digits were lost. */
    static FockDensity apply(FockDensity state, Operation op) {
        FockDensity now = state;
        for (ChannelStage stage : stages(op, state.cutoff())) {
            now = stage.apply(now);
        }
        if (NormGuard.grew(state.norm(), now.norm())) {
            throw new CircuitException(op.kind().gateName() + " lets the trace grow from " + state.norm() + " to "
                    + now.norm() + ": digits are lost, and no answer is given");
        }
        return now;
    }
}
