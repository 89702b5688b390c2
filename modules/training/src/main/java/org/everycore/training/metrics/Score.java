package org.everycore.training.metrics;

/**
 * How near generated densities are to a family.
 *
 * @param nearestW1 mean over draws of the marginal Wasserstein-1 distance to the nearest validation member, in grid cells
 * @param canonicalW1 the same to the canonical member
 * @param nearestEd mean over draws of the energy distance to the nearest validation member, in the axis's units
 * @param canonicalEd the same to the canonical member
 * @param diversity mean marginal Wasserstein-1 distance of pairs of draws, in grid cells
 * @param hit how many validation members are the nearest one (by energy distance) of some draw
 * @param kl mean over draws of Σ t (log(t + 1e-10) - log(p + 1e-10)), t the canonical member
 * @param draws how many densities were measured
 */
public record Score(
        double nearestW1,
        double canonicalW1,
        double nearestEd,
        double canonicalEd,
        double diversity,
        int hit,
        double kl,
        int draws) {}
