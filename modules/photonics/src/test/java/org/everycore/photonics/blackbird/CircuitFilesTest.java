package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitFilesTest {
    private static final Circuit CIRCUIT =
            new Circuit("c", "", 1, 4, List.of(Operation.of(GateKind.DISPLACEMENT, new double[] {0.1, 1.0 / 3}, 0)));

    @TempDir
    Path folder;

    @Test
    void theNameTellsTheForm() throws IOException {
        for (String name : List.of("c.xbb", "c.json", "C.XBB")) {
            Path file = folder.resolve(name);
            Files.writeString(file, CircuitFiles.text(CIRCUIT, file));
            Circuit back = CircuitFiles.read(file, OptionalInt.of(7), Map.of());
            assertThat(back.parameters()).containsExactly(0.1, 1.0 / 3);
            assertThat(back.cutoff()).isEqualTo(7);
            assertThat(CircuitFiles.read(file, OptionalInt.empty(), Map.of()).cutoff())
                    .isEqualTo(4);
        }
    }

    @Test
    void complaintsNameTheFile() throws IOException {
        Path missing = folder.resolve("none.xbb");
        assertThatThrownBy(() -> CircuitFiles.read(missing, OptionalInt.empty(), Map.of()))
                .isInstanceOf(CircuitException.class)
                .hasMessage(missing + ": no such file");
        Path binary = folder.resolve("binary.xbb");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> CircuitFiles.read(binary, OptionalInt.empty(), Map.of()))
                .hasMessage(binary + ": is not UTF-8 text");
        Path json = folder.resolve("c.json");
        Files.writeString(json, CircuitFiles.text(CIRCUIT, json));
        assertThatThrownBy(() -> CircuitFiles.read(json, OptionalInt.empty(), Map.of("a", 1.0)))
                .hasMessageContaining("free parameters");
    }
}
