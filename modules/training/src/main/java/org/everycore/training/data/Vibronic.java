package org.everycore.training.data;

import java.util.Arrays;
import java.util.List;
import org.everycore.training.random.FastNormals;

/**
 * Pairs of modes of a molecule's vibrational state after an electronic transition, from its frequencies, Duschinsky matrix and
 * displacement.
 *
 * <p>With J = √Ω' U √Ω⁻¹ (Huh et al., Nature Photonics 9, 615, 2015) the state of the Doktorov operator on the vacuum has the
 * covariance J⁻ᵀJ⁻¹ and the means √2 δ; at a temperature T the vacuum becomes thermal, J⁻ᵀ diag(coth(ħω/2kT)) J⁻¹. A member is
 * the joint Gaussian of two of the five most displaced modes. All are scaled alike, so that the widest of these modes has a
 * deviation of 0.5, and moved so that the canonical member, the two most displaced modes, lies in the middle.
 */
public final class Vibronic implements Family {
    private static final int ACTIVE = 5;
    private static final double WIDEST = 0.25;

    private final Molecule molecule;
    private final int[] active;
    private final double[][] covariance;
    private final double[] mean;
    private final double scale;
    private final int[] most;

    public Vibronic(Molecule molecule) {
        this.molecule = molecule;
        int n = molecule.modes();
        this.covariance = molecule.covariance();
        this.mean = new double[n];
        Arrays.setAll(mean, i -> Math.sqrt(2) * molecule.displacement()[i]);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(Math.abs(mean[b]), Math.abs(mean[a])));
        this.active = Arrays.stream(order)
                .limit(ACTIVE)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int first = Math.min(order[0], order[1]);
        this.most = new int[] {first, Math.max(order[0], order[1])};
        double widest = 0;
        for (int mode : active) {
            widest = Math.max(widest, covariance[mode][mode]);
        }
        this.scale = Math.sqrt(WIDEST / widest);
    }

    @Override
    public String label() {
        return "vibronic";
    }

    @Override
    public List<String> parameters() {
        return List.of("first", "second");
    }

    @Override
    public double[] canonical() {
        return new double[] {most[0], most[1]};
    }

    @Override
    public double[] draw(FastNormals random) {
        int a = random.nextInt(active.length);
        int b = random.nextInt(active.length - 1);
        b += b >= a ? 1 : 0;
        return new double[] {active[Math.min(a, b)], active[Math.max(a, b)]};
    }

    @Override
    public double[] density(double[] parameters, double[] axis) {
        int a = (int) parameters[0];
        int b = (int) parameters[1];
        double[] centre = centre(parameters);
        double vaa = covariance[a][a] * scale * scale;
        double vab = covariance[a][b] * scale * scale;
        double vbb = covariance[b][b] * scale * scale;
        double det = vaa * vbb - vab * vab;
        return Densities.of(axis, (x, y) -> {
            double u = x - centre[0];
            double v = y - centre[1];
            return StrictMath.exp(-0.5 * (vbb * u * u - 2 * vab * u * v + vaa * v * v) / det);
        });
    }

    @Override
    public double[] centre(double[] parameters) {
        return new double[] {
            scale * (mean[(int) parameters[0]] - mean[most[0]]), scale * (mean[(int) parameters[1]] - mean[most[1]])
        };
    }

    @Override
    public double blob() {
        return Math.sqrt(WIDEST);
    }

    public Molecule molecule() {
        return molecule;
    }
}
