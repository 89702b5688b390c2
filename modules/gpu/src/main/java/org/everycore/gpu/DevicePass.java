package org.everycore.gpu;

import java.util.List;
import org.everycore.photonics.engine.PassView;
import org.everycore.photonics.engine.PhasePass;

/** A pass of a program in a device's memory: it takes kets forward. {@link DeviceReverse} takes their cotangents back. */
sealed interface DevicePass {
    /** Phases that all lanes share. */
    record Phases(PassView.Phases view, long re, long im) implements DevicePass {}

    /** Phases of each lane's own: tables by mode and level. */
    record OwnPhases(PassView.Phases view, int mask, long angles, Kets levels) implements DevicePass {}

    /** Matrices one after the other; re and im are the phases before the first, 0 where there are none. */
    record Matrices(PassView.Matrices view, List<DeviceMatrix> parts, long re, long im) implements DevicePass {
        boolean phases() {
            return re != 0;
        }
    }

    /** A matrix that every lane has its own of. */
    record Own(PassView.Own view, DeviceMatrix matrix) implements DevicePass {}

    static DevicePass of(DeviceWork work, PassView view, int most, boolean gradients) {
        if (view instanceof PassView.Phases phases) {
            PhasePass table = phases.table();
            if (!table.perLane) {
                return new Phases(phases, work.shared(table.re), work.shared(table.im));
            }
            int mask = 0;
            for (int mode : table.active) {
                mask |= 1 << mode;
            }
            long angles = work.room(2L * table.modes * most);
            return new OwnPhases(phases, mask, angles, Kets.room(work, (long) table.modes * table.cutoff, most));
        }
        if (view instanceof PassView.Matrices matrices) {
            double[] re = matrices.parts().get(0).phaseRe;
            double[] im = matrices.parts().get(0).phaseIm;
            return new Matrices(
                    matrices,
                    matrices.parts().stream()
                            .map(part -> new DeviceMatrix(work, part, gradients))
                            .toList(),
                    re == null ? 0 : work.shared(re),
                    re == null ? 0 : work.shared(im));
        }
        PassView.Own own = (PassView.Own) view;
        return new Own(own, new DeviceMatrix(work, own.pass(), most, gradients));
    }
}
