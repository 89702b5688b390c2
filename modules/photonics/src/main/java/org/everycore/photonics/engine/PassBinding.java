package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Binds a program's passes: a diagonal joins the matrix after it, and matrices side by side on modes of their own are one group,
 * where all are shared by all lanes.
 */
final class PassBinding {
    private final Program program;
    private final PassKernel kernel;
    private final Workspace workspace;
    private final boolean[] laneParams;
    private final List<BoundPass> bound = new ArrayList<>();
    private final List<BoundBlocks> group = new ArrayList<>();
    private BoundDiagonal before;

    private PassBinding(Program program, PassKernel kernel, Workspace workspace, boolean[] laneParams) {
        this.program = program;
        this.kernel = kernel;
        this.workspace = workspace;
        this.laneParams = laneParams;
    }

    /** @param laneParams which parameters have a value of their own for every lane; null for none */
    static BoundPass[] of(Program program, PassKernel kernel, Workspace workspace, boolean[] laneParams) {
        PassBinding binding = new PassBinding(program, kernel, workspace, laneParams);
        for (int index = 0; index < program.passes().size(); index++) {
            if (program.passes().get(index) instanceof Pass.Blocks blocks) {
                binding.add(index, blocks);
            } else {
                binding.add(index, (Pass.Diagonal) program.passes().get(index));
            }
        }
        binding.endGroup();
        binding.endDiagonal();
        return binding.bound.toArray(new BoundPass[0]);
    }

    private void add(int index, Pass.Diagonal diagonal) {
        endGroup();
        endDiagonal();
        PhasePass table = new PhasePass(
                diagonal,
                program.modes(),
                program.cutoff(),
                BoundProgram.perLane(diagonal, laneParams),
                workspace.maxLanes());
        before = new BoundDiagonal(index, diagonal, kernel, table, workspace.maxLanes());
    }

    private void add(int index, Pass.Blocks blocks) {
        if (BoundProgram.perLane(blocks, laneParams)) {
            endGroup();
            endDiagonal();
            bound.add(new OwnBlocks(blocks, kernel, workspace));
            return;
        }
        boolean joined = before != null && before.fusible();
        if (group.stream().anyMatch(part -> part.touches(blocks))) {
            endGroup();
        }
        if (!joined) {
            endDiagonal();
        }
        group.add(new BoundBlocks(index, blocks, joined ? before : null, kernel, workspace));
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
            bound.add(new BoundGroup(group, kernel, workspace));
        }
        group.clear();
    }
}
