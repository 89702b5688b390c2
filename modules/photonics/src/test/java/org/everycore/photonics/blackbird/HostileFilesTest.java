package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.drawing.CircuitDrawing;
import org.everycore.photonics.drawing.CircuitListing;
import org.everycore.photonics.measure.FockRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged and malicious circuit files: whatever is in them, a file is a circuit that can be shown, drawn, written and run, or
 * one line that names the file and the place, in bounded time and memory.
 */
class HostileFilesTest {
    /** CPU seconds and allocated bytes that one small file may take. */
    private static final double SECONDS = 3;

    private static final long BYTES = 256L << 20;

    /** After "FILE: ": a gate's index, a line and column, or the key of the file that is wrong. */
    private static final Pattern PLACE = Pattern.compile("(gate \\d+( \\(\\w+\\))?: |line \\d+, column \\d+: |"
            + "(modes|cutoff|gates|hbar|name|description) (is|are|has|needs)|unknown key |is not a JSON object|is not UTF-8|"
            + "\\d+ modes at cutoff \\d+ need |has no cutoff: |cutoff \\d+ leaves nothing).*");

    private static final String[] NUMBERS = {
        "NaN",
        "-Infinity",
        "1e999",
        "-1e999",
        "1e308",
        "-1e308",
        "1e-320",
        "-0",
        "-1",
        "1000000000",
        "2147483648",
        "99999999999999999999999999",
        "1" + "0".repeat(2000),
        "0." + "3".repeat(3000),
        "1e2147483648",
        "0x10",
        "1.",
        ".5",
        "007",
        "null",
        "true",
        "\"1\"",
        "[]",
        "{}",
        "[[[[[[[[]]]]]]]]",
        "{\"a\": 1}",
        "0.5",
        "1",
        "2",
        "3"
    };
    private static final String[] WORDS = {
        "",
        " ",
        ",",
        ":",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "|",
        "\"",
        "\\",
        "\\u0000",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "é",
        "\t",
        "\r",
        "\n",
        "\n    ",
        "#",
        "**",
        "/0",
        "-",
        "for int i in 0:99999999\n    ",
        "pi",
        "{r}",
        "\"gate\": \"Ket\"",
        "\"select\": [0]",
        "\"modes\": 1",
        "\"cutoff\": 1000000000",
        "Interferometer",
        "DensityMatrix",
        "select=",
        "q0",
        "include",
        "type tdm"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"json", "xbb"})
    void damagedFiles(String form) throws IOException {
        fuzz(form, 1_500, 11);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"json", "xbb"})
    void manyDamagedFiles(String form) throws IOException {
        fuzz(form, 20_000, 12);
    }

    private void fuzz(String form, int mutants, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("c." + form);
        int refused = 0;
        for (int i = 0; i < mutants; i++) {
            byte[] good = source(form, random).getBytes(StandardCharsets.UTF_8);
            byte[] bad = damaged(good, random);
            Files.write(file, bad);
            refused += refused(file, "mutant " + i, SECONDS, BYTES) ? 1 : 0;
        }
        // Neither all nor none: the damage reaches past the first check, and checks are there.
        assertThat(refused).isBetween(mutants / 3, mutants - mutants / 50);
    }

    private static String source(String form, SplittableRandom random) {
        Circuit circuit = BlackbirdRoundTripTest.everything(random);
        int from = random.nextInt(circuit.operations().size());
        int to = Math.min(circuit.operations().size(), from + 1 + random.nextInt(6));
        Circuit some = circuit.withOperations(circuit.operations().subList(from, to));
        return form.equals("json")
                ? CircuitWriter.write(some)
                : BlackbirdWriter.write(some)
                        + "float array A =\n    0.1, 0.2\nfor int i in 0:2\n    Rgate(sin(A[i])**2/3.0 + {r}) | i\n";
    }

    private static byte[] damaged(byte[] good, SplittableRandom random) {
        if (random.nextInt(50) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        StringBuilder text = new StringBuilder(new String(good, StandardCharsets.UTF_8));
        int edits = 1 + random.nextInt(3);
        for (int i = 0; i < edits && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(8)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, text.substring(at, to));
                case 2 -> text.insert(at, WORDS[random.nextInt(WORDS.length)]);
                case 3 -> text.replace(at, to, WORDS[random.nextInt(WORDS.length)]);
                case 4, 5, 6 -> number(text, at, random);
                default -> text.setLength(random.nextInt(6) == 0 ? at : text.length());
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2 && random.nextInt(6) == 0 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Replaces the next number of the text. */
    private static void number(StringBuilder text, int from, SplittableRandom random) {
        int at = from;
        while (at < text.length() && !Character.isDigit(text.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < text.length() && "0123456789.eE-+".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        text.replace(at, end, NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    /** Whether the file was refused, in one line that names the place; fails when anything else is thrown. */
    private static boolean refused(Path file, String which, double seconds, long bytes) throws IOException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        boolean refused = false;
        try {
            Map<String, Double> free = file.toString().endsWith(".xbb") ? Map.of("r", 0.3) : Map.of();
            use(CircuitFiles.read(file, OptionalInt.empty(), free), file);
        } catch (CircuitException e) {
            refused = true;
            String message = e.getMessage();
            assertThat(message).as(which).startsWith(file + ": ").doesNotContainPattern("[\\p{Cntrl}]");
            assertThat(message.length()).as(which).isLessThan(600);
            assertThat(message.substring(file.toString().length() + 2))
                    .as(which)
                    .matches(PLACE);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            byte[] all = Files.readAllBytes(file);
            fail(
                    which + " threw " + e + " for\n"
                            + new String(all, 0, Math.min(all.length, 5000), StandardCharsets.UTF_8),
                    e);
        }
        assertThat((threads.getCurrentThreadCpuTime() - cpu) / 1e9)
                .as(which + ", seconds")
                .isLessThan(seconds);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
                .as(which + ", bytes")
                .isLessThan(bytes);
        return refused;
    }

    private static void use(Circuit circuit, Path file) {
        CircuitListing.show(circuit);
        CircuitDrawing.draw(circuit, 100);
        BlackbirdWriter.write(circuit);
        CircuitWriter.write(circuit);
        if (circuit.dimension() <= 100 && circuit.operations().size() <= 60) {
            try {
                assertThat(FockRun.of(circuit).state().norm()).isFinite();
            } catch (CircuitException e) {
                throw e.in(file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"modes\": 1, \"cutoff\": 1000000000, \"gates\": []}",
                "{\"modes\": 1, \"modes\": 1, \"cutoff\": 3, \"gates\": []}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [{\"gate\": \"Rgate\", \"gate\": \"Rgate\", \"params\": [1], \"modes\": [0]}]}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [{\"gate\": \"Dgate\", \"params\": [NaN, 0], \"modes\": [0]}]}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [{\"gate\": \"Dgate\", \"params\": [1e999, 0], \"modes\": [0]}]}",
                "{\"modes\": 1e9, \"cutoff\": 3, \"gates\": []}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": {}}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [[]]}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [null]}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [{\"gate\": \"Kgate\", \"params\": [1e308], \"modes\": [0]}]}",
                "{\"modes\": 1, \"cutoff\": 3, \"gates\": [{\"gate\": \"Catstate\", \"params\": [0, 0, 1], \"modes\": [0]}]}",
                "{\"modes\": 1, \"cutoff\": 2, \"gates\": [{\"gate\": \"Ket\", \"re\": [1e200, 1], \"im\": [0, 0], \"modes\": [0]}]}",
                "[]",
                "null",
                "",
            })
    void knownTricks(String json) throws IOException {
        Path file = folder.resolve("c.json");
        Files.writeString(file, json);
        assertThat(refused(file, json, SECONDS, BYTES)).isTrue();
    }

    @Test
    void deepNesting() throws IOException {
        Path json = folder.resolve("c.json");
        for (String open : List.of("[", "{\"gates\":[", "{\"modes\": 1, \"cutoff\": 2, \"gates\": [", "{\"a\":")) {
            Files.writeString(json, open.repeat(100_000));
            assertThat(refused(json, open, SECONDS, BYTES)).isTrue();
        }
        Path xbb = folder.resolve("c.xbb");
        for (String open :
                List.of("Rgate(" + "(".repeat(100_000), "Rgate(1" + "**1".repeat(100_000), "[".repeat(100_000))) {
            Files.writeString(xbb, "name a\nversion 1.0\ntarget fock (cutoff_dim=3)\n" + open);
            assertThat(refused(xbb, open.substring(0, 8), SECONDS, BYTES)).isTrue();
        }
    }

    @Test
    void invalidUtf8() throws IOException {
        for (String form : List.of("json", "xbb")) {
            Path file = folder.resolve("c." + form);
            byte[] bytes =
                    "{\"name\": \"aaaa\", \"modes\": 1, \"cutoff\": 3, \"gates\": []}".getBytes(StandardCharsets.UTF_8);
            bytes[11] = (byte) 0xc3;
            bytes[12] = (byte) 0x28;
            Files.write(file, bytes);
            assertThat(refused(file, form, SECONDS, BYTES)).isTrue();
        }
    }

    /** A million operations, and a ket of two million amplitudes where nine are right. */
    @Test
    @Tag("slow")
    void hugeFiles() throws IOException {
        Path json = folder.resolve("c.json");
        String gate = "{\"gate\":\"Rgate\",\"params\":[0.1],\"modes\":[0]}";
        Files.writeString(
                json,
                "{\"modes\":1,\"cutoff\":3,\"gates\":[" + (gate + ",").repeat(999_999) + gate + ",{\"gate\":\"X\"}]}");
        assertThat(refused(json, "a million gates", 60, 4L << 30)).isTrue();
        String numbers = "0.25,".repeat(2_000_000) + "0";
        Files.writeString(
                json,
                "{\"modes\":2,\"cutoff\":3,\"gates\":[{\"gate\":\"Ket\",\"modes\":[0,1],\"re\":[" + numbers
                        + "],\"im\":[" + numbers + "]}]}");
        assertThat(refused(json, "a huge ket", 60, 4L << 30)).isTrue();
        Path xbb = folder.resolve("c.xbb");
        Files.writeString(
                xbb, "name a\nversion 1.0\ntarget fock (cutoff_dim=3)\n" + "Rgate(0.1) | 0\n".repeat(1_000_001));
        assertThat(refused(xbb, "a million statements", 60, 4L << 30)).isTrue();
        Files.writeString(
                xbb,
                "name a\nversion 1.0\ntarget fock (cutoff_dim=3)\ncomplex array A =\n    " + "0.25,".repeat(1_500_000)
                        + "0\nKet(A) | 0\n");
        assertThat(refused(xbb, "a huge array", 60, 4L << 30)).isTrue();
    }
}
