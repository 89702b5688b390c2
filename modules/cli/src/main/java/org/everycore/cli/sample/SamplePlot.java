package org.everycore.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleReadout;
import org.everycore.photonics.readout.Pictures;

/**
 * Draws samples: numbers as a density of the first two columns or of the only one, photon draws as bars, distributions and
 * densities as the mean over the samples.
 *
 * @param name what the job is called; null for what its samples are
 */
record SamplePlot(String name, Reading reading) {
    /** More samples than this make no difference that an eye can see. */
    private static final int MOST_ROWS = 1_000_000;

    void draw(Path samples, Path picture) throws IOException {
        System.setProperty("java.awt.headless", "true");
        byte[] png = picture(SampleTable.read(samples, MOST_ROWS));
        try (ResultFile file = ResultFile.open(ResultTarget.to(picture))) {
            file.stream().write(png);
            file.commit();
        }
    }

    private byte[] picture(double[][] rows) {
        return switch (reading.readout()) {
            case PHOTONS -> Pictures.photonNumbers(title(), shares(rows), reading.on(), "share of draws");
            case PHOTON_DISTRIBUTION ->
                Pictures.photonNumbers(title(), marginals(mean(rows)), reading.on(), "mean probability");
            case DENSITY -> density(mean(rows));
            default ->
                rows[0].length == 1
                        ? Pictures.samples(title(), rows, 0, label(0), null)
                        : Pictures.samples(title(), rows, 0, 1, label(0), label(1));
        };
    }

    private String title() {
        return name != null
                ? name
                : switch (reading.readout()) {
                    case HOMODYNE -> "Homodyne outcomes";
                    case PHOTONS -> "Photon numbers drawn";
                    case PHOTON_DISTRIBUTION -> "Photon numbers";
                    case DENSITY -> "Position density";
                    default -> "Samples";
                };
    }

    private byte[] density(double[] mean) {
        double[] grid = reading.grid().axis();
        int[] on = reading.on();
        return on.length == 1
                ? Pictures.curve(title(), "x of mode " + on[0], "mean " + scale(), grid, mean)
                : Pictures.density(title(), "x of mode " + on[0], "x of mode " + on[1], "mean " + scale(), grid, mean);
    }

    private String scale() {
        return switch (reading.grid().units()) {
            case CONSISTENT -> "probability density";
            case HERMITE -> "share of the grid";
        };
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += row[c] / rows.length;
            }
        }
        return mean;
    }

    /** How often each photon number of each mode was drawn. */
    private double[][] shares(double[][] rows) {
        double[][] shares = new double[reading.on().length][reading.cutoff()];
        for (double[] row : rows) {
            for (int mode = 0; mode < row.length; mode++) {
                shares[mode][(int) row[mode]] += 1.0 / rows.length;
            }
        }
        return shares;
    }

    /** The photon-number distribution of each mode. */
    private double[][] marginals(double[] joint) {
        int modes = reading.on().length;
        double[][] of = new double[modes][reading.cutoff()];
        for (int i = 0; i < joint.length; i++) {
            int rest = i;
            for (int mode = modes - 1; mode >= 0; mode--) {
                of[mode][rest % reading.cutoff()] += joint[i];
                rest /= reading.cutoff();
            }
        }
        return of;
    }

    private String label(int column) {
        int mode = reading.on().length == 0 ? column : reading.on()[column % reading.on().length];
        SampleReadout readout = reading.readout();
        return switch (readout) {
            case XP -> (column < reading.modes() ? "<x>" : "<p>") + " of mode " + column % reading.modes();
            case PHOTON_NUMBER -> "mean photon number of mode " + mode;
            case HOMODYNE -> reading.names().get(column).charAt(0) + " of mode " + mode;
            default -> "<" + readout.label() + "> of mode " + mode;
        };
    }
}
