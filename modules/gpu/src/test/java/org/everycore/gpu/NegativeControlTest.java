package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.SampleReadout;
import org.junit.jupiter.api.Test;

/** PTX that is wrong in one place must be noticed: else the other tests would prove nothing. */
class NegativeControlTest {
    private static final String REGISTER = "(%fd\\d+)";

    @Test
    void anOperationWithoutARoundingOfItsOwnIsRefused() {
        String loose = Ptx.text().replaceFirst("mul\\.rn\\.f64", "mul.f64");
        assertThatThrownBy(() -> new PtxMachine(loose)).hasMessageContaining("mul.f64");
    }

    @Test
    void twoLinksOfAChainThatChangePlacesAreFound() {
        String exchanged = inKernel("ec_operator", body -> {
            Pattern chain = Pattern.compile(
                    "fma\\.rn\\.f64 \t%s, %s, %s, %s;\\s+fma\\.rn\\.f64 \t%s, %s, %s, \\1;".replace("%s", REGISTER));
            Matcher two = chain.matcher(body);
            assertThat(two.find()).isTrue();
            String swapped = "fma.rn.f64 \t" + two.group(1) + ", " + two.group(6) + ", " + two.group(7) + ", "
                    + two.group(4) + ";\n\tfma.rn.f64 \t" + two.group(5) + ", " + two.group(2) + ", " + two.group(3)
                    + ", "
                    + two.group(1) + ";";
            return body.substring(0, two.start()) + swapped + body.substring(two.end());
        });
        assertThat(samples(exchanged)).isNotEmpty();
    }

    @Test
    void aProductThatIsMergedWithASumIsFound() {
        String merged = inKernel("ec_latent", body -> {
            Matcher product = Pattern.compile("mul\\.rn\\.f64 \t@, (#), (#);"
                            .replace("@", REGISTER)
                            .replace("#", "[%0-9a-zA-Z]+"))
                    .matcher(body);
            String text = body;
            while (product.find()) {
                text = text.replaceAll(
                        "add\\.rn\\.f64 \t" + REGISTER + ", " + product.group(1) + ", ([%0-9a-zA-Z]+);",
                        "fma.rn.f64 \t$1, " + product.group(2) + ", " + product.group(3) + ", $2;");
            }
            assertThat(text).isNotEqualTo(body);
            return text;
        });
        assertThat(samples(merged)).anyMatch(line -> line.contains("drawn z"));
    }

    @Test
    void aDeviceThatComputesSoIsLeftOut() {
        String merged = inKernel("ec_phases", body -> body.replaceFirst("neg\\.f64", "mov.f64"));
        GpuDevices devices = GpuDevices.of(List.of(() -> List.of(new TrialDevice("loose device", merged))));
        assertThat(devices.count()).isZero();
        assertThat(devices.problems()).singleElement().asString().startsWith("loose device is left out: ");
    }

    private static List<String> samples(String ptx) {
        GeneratorSpec spec = DeviceBitsTest.spec(2, 4, 2, 5, "coherent_state");
        return DeviceBits.samples(
                new TrialDevice("changed", ptx), spec, DeviceBits.reading(SampleReadout.XP, spec), 9, 9);
    }

    private static String inKernel(String name, java.util.function.UnaryOperator<String> change) {
        String text = Ptx.text();
        int from = text.indexOf(".entry " + name + "(");
        int to = text.indexOf(".entry ", from + 1);
        int end = to < 0 ? text.length() : to;
        return text.substring(0, from) + change.apply(text.substring(from, end)) + text.substring(end);
    }
}
