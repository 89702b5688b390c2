package org.everycore.photonics.readout;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.measure.QuadratureDistribution;
import org.everycore.photonics.measure.Shots;
import org.everycore.photonics.mixed.FockState;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final Circuit CIRCUIT = new Circuit(
            2,
            16,
            List.of(
                    Operation.of(GateKind.CAT, new double[] {1.6, 0.4, 0}, 0),
                    Operation.of(GateKind.SQUEEZED, new double[] {0.5, 0}, 1),
                    Operation.of(GateKind.BEAMSPLITTER, new double[] {0.4, 0.3}, 0, 1)));

    @Test
    void everyPictureShowsSomething() throws IOException {
        FockState state = FockRun.of(CIRCUIT).state();
        keep("wigner", Pictures.wigner(state, 0));
        keep("positions2", Pictures.positionDensity(state, 0, 1));
        keep("positions", Pictures.positions(state));
        keep("photons", Pictures.photonNumbers(state));
        Circuit measured = CIRCUIT.withOperations(java.util.stream.Stream.concat(
                        CIRCUIT.operations().stream(),
                        java.util.stream.Stream.of(
                                Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {0}, 0),
                                Operation.of(GateKind.MEASURE_HOMODYNE, new double[] {0}, 1)))
                .toList());
        double[][] rows = new Shots(measured).draw(1, 0, 3000);
        keep(
                "draws",
                Pictures.samples("Homodyne draws", rows, 0, "x0", new QuadratureDistribution(state.reduced(0), 0)));
        keep("draws2", Pictures.samples("Homodyne draws", rows, 0, 1, "x0", "x1"));
    }

    private static void keep(String name, byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isGreaterThan(600);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).as(name).hasSizeGreaterThan(8);
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(folder.resolve(name + ".png"), png);
    }
}
