package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Binds a program's passes: a diagonal joins the matrix after it, and matrices side by side on modes of their own are one group,
 * where all are shared by all lanes.
 */
final class PassBinding {
    private final Program program;
    private final BlockKernel kernel;
    private final Scratch scratch;
    private final int maxLanes;
    private final boolean[] laneParams;
    private final boolean gradients;
    private final List<BoundPass> bound = new ArrayList<>();
    private final List<BoundBlocks> group = new ArrayList<>();
    private BoundDiagonal before;

    private PassBinding(
            Program program,
            BlockKernel kernel,
            Scratch scratch,
            int maxLanes,
            boolean[] laneParams,
            boolean gradients) {
        this.program = program;
        this.kernel = kernel;
        this.scratch = scratch;
        this.maxLanes = maxLanes;
        this.laneParams = laneParams;
        this.gradients = gradients;
    }

    /** @param laneParams which parameters have a value of their own for every lane; null for none */
    static BoundPass[] of(
            Program program,
            BlockKernel kernel,
            Scratch scratch,
            int maxLanes,
            boolean[] laneParams,
            boolean gradients) {
        PassBinding binding = new PassBinding(program, kernel, scratch, maxLanes, laneParams, gradients);
        for (Pass pass : program.passes()) {
            if (pass instanceof Pass.Blocks blocks) {
                binding.add(blocks);
            } else {
                binding.add((Pass.Diagonal) pass);
            }
        }
        binding.endGroup();
        binding.endDiagonal();
        return binding.bound.toArray(new BoundPass[0]);
    }

    private void add(Pass.Diagonal diagonal) {
        endGroup();
        endDiagonal();
        boolean perLane = diagonal.phases().stream().anyMatch(phase -> varies(phase.angle()));
        before = new BoundDiagonal(diagonal, kernel, program.modes(), program.cutoff(), perLane, maxLanes);
    }

    private void add(Pass.Blocks blocks) {
        if (varies(blocks.angle())) {
            endGroup();
            endDiagonal();
            bound.add(new OwnBlocks(blocks, kernel, maxLanes, gradients));
            return;
        }
        boolean joined = before != null && before.fusible();
        if (group.stream().anyMatch(part -> part.touches(blocks))) {
            endGroup();
        }
        if (!joined) {
            endDiagonal();
        }
        group.add(new BoundBlocks(
                blocks, joined ? before : null, program.cutoff(), kernel, scratch, maxLanes, gradients));
        before = null;
    }

    private void endDiagonal() {
        if (before != null) {
            bound.add(before);
            before = null;
        }
    }

    private void endGroup() {
        if (group.size() == 1) {
            bound.add(group.get(0));
        } else if (!group.isEmpty()) {
            bound.add(new BoundGroup(group, kernel, scratch, maxLanes, gradients));
        }
        group.clear();
    }

    private boolean varies(Angle angle) {
        return laneParams != null && Arrays.stream(angle.index()).anyMatch(p -> laneParams[p]);
    }
}
