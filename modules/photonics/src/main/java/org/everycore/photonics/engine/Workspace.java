package org.everycore.photonics.engine;

import java.util.Arrays;

/**
 * What a worker's passes share: scratch for kernels, and how many kets they take side by side.
 *
 * @param gradients whether cotangents go back
 */
record Workspace(Scratch scratch, int maxLanes, boolean gradients) {
    static Workspace of(Program program, int maxLanes, boolean gradients) {
        int size = program.passes().stream()
                .filter(Pass.Blocks.class::isInstance)
                .flatMap(pass -> Arrays.stream(((Pass.Blocks) pass).rows()))
                .mapToInt(rows -> rows.length)
                .max()
                .orElse(1);
        return new Workspace(new Scratch(size), maxLanes, gradients);
    }
}
