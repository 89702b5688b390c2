package org.everycore.cli.awards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.everycore.cli.CliRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwardFilesTest {
    private static final int CONFIRMED = 0xff1d7a46;
    private static final int WORKED = 0xffe5b93c;
    private static final String QSO = "<QSO_DATE:8>20240101<TIME_ON:4>1200<MODE:2>CW";
    private static final String LOG = "<EOH>"
            + QSO + "<CALL:4>W1AW<BAND:2>6m<DXCC:3>291<GRIDSQUARE:4>FN31<QSL_RCVD:1>Y<EOR>"
            + QSO + "<CALL:5>DL1AB<BAND:2>2m<DXCC:3>230<GRIDSQUARE:4>JO31<EOR>"
            + QSO + "<CALL:5>DL1AB<BAND:3>20m<DXCC:3>230<GRIDSQUARE:4>JO62<EOR>"
            + QSO + "<CALL:5>OE1AA<BAND:3>20m<SOTA_REF:26><img src=x onerror=a()>'&\"<EOR>";

    @TempDir
    Path folder;

    @Test
    void thePageNeedsNothingElseAndTakesNothingOfALogForMarkup() throws IOException {
        String page = page();
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("<html lang=\"en\">")
                .contains("default-src 'self'; style-src 'sha256-")
                .contains("W1AW 2024-01-01 6m card")
                .contains(">UNITED STATES OF AMERICA<")
                .doesNotContainIgnoringCase("<img")
                .doesNotContain("http://", "https://", " src=", "unsafe-inline", " style=\"", "url(");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .as("no temporary file is left")
                    .containsExactlyInAnyOrder("log.adi", "page.html");
        }
    }

    @Test
    void thePageHoldsTheQsosBehindEachKeyAndAMapOfThem() throws IOException {
        String page = page();
        assertThat(page)
                .contains("<script type=\"application/json\" class=\"qsos\" data-award=\"DXCC\">{\"")
                .contains("[\"2024-01-01 12:00\",\"W1AW\",\"6m\",\"CW\",\"card\"]")
                .contains("<use href=\"#land\"/>")
                .contains(
                        "<g class=\"mC\" data-k=\"291\"><title>291 UNITED STATES OF AMERICA</title><circle cx=\"881\" cy=\"524\"")
                .contains("New ones over time");
    }

    @Test
    void aMapOfTheWorldShowsLandBelowTheMarks() throws IOException {
        Path file = folder.resolve("map.png");
        CliRun run = run("--map", "DXCC", "--png", file.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getRGB(20 + (int) (4.5 * (180 + 23)), 80 + (int) (4.5 * (90 - 10))))
                .as("the midst of Africa is land")
                .isEqualTo(0xffe9e6dc);
        assertThat(picture.getRGB(20 + (int) (4.5 * (180 - 45)), 80 + (int) (4.5 * (90 - 30))))
                .as("the Atlantic is sea")
                .isEqualTo(0xfff3f7fa);
        assertThat(count(picture, CONFIRMED)).isGreaterThan(144 + 30);
        assertThat(run("--map", "POTA", "--png", file.toString()).exit()).isEqualTo(2);
        assertThat(run("--map", "DXCC").exit()).isEqualTo(2);
    }

    @Test
    void theMatrixHasADotForEachConfirmedSlotAndARingForEachWorkedOne() throws IOException {
        BufferedImage picture = picture("--matrix", "DXCC");
        assertThat(count(picture, CONFIRMED)).as("legend and one dot").isBetween(144 + 80, 144 + 130);
        assertThat(count(picture, WORKED)).as("legend and two rings").isBetween(144 + 60, 144 + 180);
    }

    @Test
    void theMapShowsEachSquareInItsPlaceAndOnlyThoseOfCountingBands() throws IOException {
        BufferedImage picture = picture("--matrix", "VUCC");
        // From field F to J, and from N to O: a square is 24 by 12 pixels, the corner at (30, 80).
        assertThat(picture.getRGB(30 + 3 * 24 + 12, 80 + (20 - 1 - 1) * 12 + 6)).isEqualTo(CONFIRMED);
        assertThat(picture.getRGB(30 + 43 * 24 + 12, 80 + (20 - 1 - 11) * 12 + 6))
                .isEqualTo(WORKED);
        assertThat(count(picture, CONFIRMED)).isEqualTo(144 + 24 * 12);
        assertThat(count(picture, WORKED)).as("JO62 was worked on 20 m").isEqualTo(144 + 24 * 12);
    }

    @Test
    @Tag("browser")
    void theScriptRunsUnderThePagesOwnPolicy() throws Exception {
        Path chromium = Path.of("/usr/bin/chromium");
        assumeTrue(Files.isExecutable(chromium), "no Chromium on this machine");
        page();
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        folder.resolve("page.html").toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly();
        }
        assertThat(Files.readString(dom)).contains("<button type=\"button\">Confirmed</button>");
    }

    private String page() throws IOException {
        CliRun run = run("--html", folder.resolve("page.html").toString());
        assertThat(run.exit()).as(run.err()).isZero();
        return Files.readString(folder.resolve("page.html"));
    }

    private BufferedImage picture(String... options) throws IOException {
        Path file = folder.resolve("picture.png");
        CliRun run = run(options[0], options[1], "--png", file.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        return ImageIO.read(file.toFile());
    }

    private CliRun run(String... options) throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), LOG.getBytes(StandardCharsets.UTF_8));
        String[] args = new String[options.length + 4];
        args[0] = "awards";
        args[1] = "--entity";
        args[2] = "field";
        args[3] = log.toString();
        System.arraycopy(options, 0, args, 4, options.length);
        return CliRun.of(folder, args);
    }

    private static int count(BufferedImage picture, int color) {
        int n = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                n += picture.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return n;
    }
}
