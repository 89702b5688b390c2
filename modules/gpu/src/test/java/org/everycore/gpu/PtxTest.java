package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.testing.StandInDriver;
import org.junit.jupiter.api.Test;

/** The committed PTX: made of the source beside it, and with no operation on doubles that a driver may merge or round in its own way. */
class PtxTest {
    private static final Pattern ON_DOUBLES = Pattern.compile("\\s([a-z]+[a-z0-9.]*\\.f64[a-z0-9.]*)\\s");

    @Test
    void itIsMadeOfTheSourceBesideIt() throws IOException, NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(StandInDriver.source(Path.of("")).getBytes(StandardCharsets.UTF_8));
        assertThat(Ptx.text().lines().findFirst())
                .as("run src/main/cuda/compile and commit what it writes")
                .contains("// source sha256 " + HexFormat.of().formatHex(hash));
    }

    @Test
    void everyOperationOnDoublesIsRoundedByItself() {
        TreeSet<String> operations = new TreeSet<>();
        Matcher found = ON_DOUBLES.matcher(Ptx.text());
        while (found.find()) {
            operations.add(found.group(1));
        }
        assertThat(operations).contains("fma.rn.f64", "mul.rn.f64", "add.rn.f64", "div.rn.f64", "sqrt.rn.f64");
        operations.removeAll(
                List.of("fma.rn.f64", "mul.rn.f64", "add.rn.f64", "sub.rn.f64", "div.rn.f64", "sqrt.rn.f64"));
        // What is left copies, compares, converts whole numbers, or turns a sign.
        assertThat(operations)
                .allMatch(op -> op.matches(
                        "(ld|st)\\.(global|global\\.nc|shared|local|param)\\.f64|mov\\.f64|selp\\.f64|neg\\.f64|abs\\.f64"
                                + "|setp\\.[a-z]+\\.f64|cvt\\.rn\\.f64\\.[su](32|64)|cvt\\.rzi\\.s32\\.f64"));
    }

    @Test
    void everyKernelOfTheSourceIsThere() throws IOException {
        Matcher kernel = Pattern.compile("KERNEL (ec_\\w+)\\(").matcher(StandInDriver.source(Path.of("")));
        TreeSet<String> names = new TreeSet<>();
        while (kernel.find()) {
            names.add(kernel.group(1));
        }
        assertThat(new PtxMachine(Ptx.text()).names()).containsExactlyElementsOf(names);
    }
}
