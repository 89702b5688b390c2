package org.everycore.photonics.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Matrices on modes of their own that stand side by side, with the phases before them: they commute, so one kept ket serves
 * the derivatives of all.
 *
 * <p>Let z be the ket after the phases, μ the cotangent there. Matrix j's derivative is M_j G_j, and within the cut G_j commutes
 * with the others, so its worth is <μ, G_j z> for each of the group: {@link PassKernel#angleGradient}. What G_j takes out of the cut
 * meets the rows of the ket right before matrix j, a few of which {@link #forward} keeps, and the cotangent right after it:
 * {@link PassKernel#groupAdjoint}.
 */
final class BoundGroup implements BoundPass {
    private final BoundBlocks[] parts;
    private final PassKernel kernel;
    private final double[] sums;
    private final int angles;

    /** @param parts at least two; the first may have phases before it */
    BoundGroup(List<BoundBlocks> parts, PassKernel kernel, Workspace workspace) {
        this.parts = parts.toArray(new BoundBlocks[0]);
        this.kernel = kernel;
        for (int j = 1; j < this.parts.length && workspace.gradients(); j++) {
            this.parts[j].real().keepRows(workspace.maxLanes());
        }
        this.sums = new double[workspace.gradients() ? workspace.maxLanes() : 0];
        this.angles = parts.stream().mapToInt(BoundBlocks::angles).sum();
    }

    @Override
    public PassView view() {
        boolean[] own = new boolean[parts.length];
        for (int j = 0; j < own.length; j++) {
            own[j] = parts[j].hasAngle();
        }
        return new PassView.Matrices(Arrays.stream(parts).map(BoundBlocks::real).toList(), own, parts[0].phaseSums());
    }

    @Override
    public void bind(BoundProgram bound) {
        for (BoundBlocks part : parts) {
            part.bind(bound);
        }
        for (int j = 1; j < parts.length && sums.length > 0; j++) {
            parts[j].real().turn(parts[0].real().phaseRe, parts[0].real().phaseIm);
        }
    }

    @Override
    public void bindLanes(double[] params, int lanes) {}

    @Override
    public int angles() {
        return angles;
    }

    @Override
    public Angle angle(int number) {
        int at = number;
        int j = 0;
        while (at >= parts[j].angles()) {
            at -= parts[j].angles();
            j++;
        }
        return parts[j].angle(at);
    }

    @Override
    public boolean perLane() {
        return false;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public double multiplyAdds() {
        return Arrays.stream(parts).mapToDouble(BoundPass::multiplyAdds).sum();
    }

    @Override
    public long keptAmplitudes() {
        return Arrays.stream(parts)
                .skip(1)
                .mapToLong(part -> part.real().keptLength)
                .sum();
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        forward(x, y, y, lanes);
    }

    /** A matrix writes to another ket than it reads, because that is cheaper than in place. */
    @Override
    public void forward(KetBlock x, KetBlock y, KetBlock spare, int lanes) {
        KetBlock from = x;
        for (int j = 0; j < parts.length; j++) {
            KetBlock to = (parts.length - 1 - j) % 2 == 0 ? y : spare;
            parts[j].real().keepEdges(from, lanes);
            parts[j].forward(from, to, lanes);
            from = to;
        }
    }

    @Override
    public KetBlock adjoint(KetBlock x, KetBlock lambda, KetBlock spare, int lanes, double[] out) {
        KetBlock from = lambda;
        KetBlock to = spare;
        int end = angles;
        for (int j = parts.length - 1; j > 0; j--) {
            Arrays.fill(sums, 0, lanes, 0);
            kernel.groupAdjoint(parts[j].real(), from, to, lanes, sums);
            if (parts[j].angles() > 0) {
                end--;
                System.arraycopy(sums, 0, out, end * lanes, lanes);
            }
            KetBlock swap = from;
            from = to;
            to = swap;
        }
        parts[0].adjoint(x, from, to, lanes, out);
        int at = parts[0].angles();
        for (int j = 1; j < parts.length; j++) {
            if (parts[j].angles() > 0) {
                System.arraycopy(out, at * lanes, sums, 0, lanes);
                kernel.angleGradient(parts[j].real(), x, from, lanes, sums);
                System.arraycopy(sums, 0, out, at * lanes, lanes);
                at++;
            }
        }
        return from;
    }
}
