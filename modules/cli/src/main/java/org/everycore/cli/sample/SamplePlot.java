package org.everycore.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.readout.Pictures;

/** Draws samples as a density: of the first two columns, or of the only one. */
record SamplePlot(String title, String readout, int modes) {
    /** More samples than this make no difference that an eye can see. */
    private static final int MOST_ROWS = 1_000_000;

    void draw(Path samples, Path picture) throws IOException {
        System.setProperty("java.awt.headless", "true");
        double[][] rows = SampleTable.read(samples, MOST_ROWS);
        byte[] png = rows[0].length == 1
                ? Pictures.samples(title, rows, 0, label(0), null)
                : Pictures.samples(title, rows, 0, 1, label(0), label(1));
        try (ResultFile file = ResultFile.open(ResultTarget.to(picture))) {
            file.stream().write(png);
            file.commit();
        }
    }

    private String label(int column) {
        int mode = column % modes;
        return switch (readout) {
            case "xp" -> (column < modes ? "<x>" : "<p>") + " of mode " + mode;
            case "photon_number" -> "mean photon number of mode " + mode;
            default -> "<" + readout + "> of mode " + mode;
        };
    }
}
