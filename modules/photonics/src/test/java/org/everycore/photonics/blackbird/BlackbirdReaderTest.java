package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackbirdReaderTest {
    private static final String HEAD = "name t\nversion 1.0\ntarget fock (cutoff_dim=5)\n";

    @Test
    void readsMetadataVariablesArraysAndLoops() {
        Circuit circuit = read("""
                # teleportation, more or less
                name teleport
                version 1.0
                target fock (num_subsystems=4, cutoff_dim=7, shots=10)

                float alpha = 0.3423
                int n = 2
                complex array U[2, 2] =
                    0.6, 0.8j
                \t0.8j, 0.6   # the second row

                Coherent(alpha, sqrt(pi)/n) | 0
                Interferometer(U) | [0, 1]
                for int i in 0:4:2
                    Rgate(alpha*i) | i
                    BSgate | (i, i + 1)
                MeasureFock() | [0, 2]
                MeasureHomodyne(phi=0.785, select=0.5) | 1
                """, Map.of());
        assertThat(circuit.name()).isEqualTo("teleport");
        assertThat(circuit.modes()).isEqualTo(4);
        assertThat(circuit.cutoff()).isEqualTo(7);
        assertThat(circuit.operations().stream().map(op -> op.kind().gateName()))
                .containsExactly(
                        "Coherent",
                        "Interferometer",
                        "Rgate",
                        "BSgate",
                        "Rgate",
                        "BSgate",
                        "MeasureFock",
                        "MeasureHomodyne");
        assertThat(circuit.operations().get(0).params()).containsExactly(0.3423, Math.sqrt(Math.PI) / 2);
        Payload.Unitary u = (Payload.Unitary) circuit.operations().get(1).payload();
        assertThat(u.re()).containsExactly(0.6, 0, 0, 0.6);
        assertThat(u.im()).containsExactly(0, 0.8, 0.8, 0);
        assertThat(circuit.operations().get(4).params()).containsExactly(2 * 0.3423);
        assertThat(circuit.operations().get(5).modes()).containsExactly(2, 3);
        assertThat(circuit.operations().get(5).params()).containsExactly(Math.PI / 4, 0);
        assertThat(circuit.operations().get(7).select()).containsExactly(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2*3; 7",
                "-2**2; 4",
                "2**3**2; 512",
                "2**-1; 0.5",
                "(1+2)*-3; -9",
                "8/4/2; 1",
                "1 - 2 - 3; -4",
                "cos(0) + sin(0) + exp(0) + log(1); 2",
                "arcsinh(sinh(0.7)) - arctanh(tanh(0.7)) + arccosh(cosh(0.7)); 0.7",
                "1.5e-1*1E1; 1.5",
                ".5; 0.5",
                "pi; 3.141592653589793",
                "{a}*2 + A[1, 0] + B[2]; 43",
                "(1+1j)*(1-1j); 2",
                "sqrt(-4)*1j; -2",
            })
    void computesLikePython(String expression, double wanted) {
        String text = HEAD + "float array A[2, 2] =\n    1, 2\n    30, 4\nfloat array B =\n    5, 6, 7\n" + "Rgate("
                + expression + ") | 0\n";
        Circuit circuit = read(text, Map.of("a", 3.0));
        assertThat(circuit.operations().get(0).params()[0]).isCloseTo(wanted, within(1e-15));
    }

    @Test
    void knowsTheOtherNamesOfGates() {
        Circuit circuit = read(
                HEAD
                        + "Xgate(0.6) | 0\nZgate(0.6) | 0\nFouriergate() | 0\nMeasureP | 0\nMeasureHeterodyne(select=1-2j) | 1\n",
                Map.of());
        assertThat(circuit.operations().get(0).params()).containsExactly(0.3, 0);
        assertThat(circuit.operations().get(1).params()).containsExactly(0.3, Math.PI / 2);
        assertThat(circuit.operations().get(2).params()).containsExactly(Math.PI / 2);
        Operation measured = circuit.operations().get(3);
        assertThat(measured.kind()).isEqualTo(GateKind.MEASURE_HOMODYNE);
        assertThat(measured.params()).containsExactly(Math.PI / 2);
        assertThat(circuit.operations().get(4).select()).containsExactly(1, -2);
    }

    @Test
    void findsFreeParameters() {
        String text = HEAD + "Dgate({alpha}, { beta }) | 0 # {not_this}\nRgate({alpha}) | 0\n";
        assertThat(BlackbirdReader.freeParameters(text)).containsExactly("alpha", "beta");
        Circuit circuit = read(text, Map.of("alpha", 0.25, "beta", 1.0));
        assertThat(circuit.parameters()).containsExactly(0.25, 1, 0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Rgate({x}) | 0; line 4, column 8: the free parameter {x} has no value",
                "Rgate(q0) | 1; line 4, column 1: Rgate takes q0, which is not measured before it",
                "Rgate(y) | 0; line 4, column 7: 'y' is not defined",
                "Rgate(1/0) | 0; line 4, column 8: division by zero",
                "Rgate(10**400) | 0; line 4, column 9: the result of '**' is not a finite number",
                "Rgate(1e999) | 0; line 4, column 7: '1e999' is out of range",
                "Rgate(1j) | 0; line 4, column 7: theta is the complex number 0.0+1.0j, must be a real number",
                "Rgate() | 0; line 4, column 1: Rgate needs its argument 'theta'",
                "Rgate(1, 2) | 0; line 4, column 10: Rgate takes 1 arguments, not 2",
                "Rgate(phi=1, theta=1) | 0; line 4, column 11: Rgate has no argument 'phi'",
                "Dgate(1, r=1) | 0; line 4, column 12: 'r' is given twice",
                "Foo | 0; line 4, column 1: unknown operation 'Foo'",
                "Rgate(1) 0; line 4, column 10: expected '|', found '0'",
                "Rgate(1) | -1; line 4, column 12: mode -1 is out of range, must be 0 to 1023",
                "Rgate(1) | 0.5; line 4, column 12: the mode is 0.5, must be a whole number",
                "BSgate | [1, 1]; line 4, column 1: BSgate mode 1 is repeated",
                "Rgate(1 | 0; line 4, column 9: expected ')', found '|'",
                "Rgate(1) | 0 1; line 4, column 14: expected the end of the line, found '1'",
                "Rgate(foo(1)) | 0; line 4, column 7: unknown function 'foo'",
                "int i = 0.5; line 4, column 9: expected a value of type int, found the number 0.5",
                "for int i in 0:3; line 4, column 9: the loop has no indented lines",
                "Rgate(1) | 0 §; line 4, column 14: unexpected character U+00A7",
                "str s = \"abc; line 4, column 9: the text has no closing quote",
                "LossChannel(2) | 0; line 4, column 1: LossChannel T is 2.0, must be in [0, 1]",
                "Fock(7) | 0; gate 0 (Fock): n is 7, not below the cutoff 5",
                "type tdm (temporal_modes=2); line 4, column 6: a tdm program needs arrays p0, p1, ... with a number for each time bin",
                "MeasureFock(dark_counts=1) | 0; line 4, column 25: dark_counts is not supported",
            })
    void namesThePlaceOfAnError(String line, String wanted) {
        assertThatThrownBy(() -> read(HEAD + line + "\n", Map.of()))
                .isInstanceOf(CircuitException.class)
                .hasMessage("p.xbb: " + wanted);
    }

    @Test
    void asksForACutoff() {
        assertThatThrownBy(() -> read("name a\nversion 1.0\nRgate(1) | 0\n", Map.of()))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("cutoff_dim");
        Circuit circuit = BlackbirdReader.read("p", "name a\nversion 1.0\nRgate(1) | 0\n", OptionalInt.of(3), Map.of());
        assertThat(circuit.cutoff()).isEqualTo(3);
    }

    @Test
    void refusesLinesThatBelongToNothing() {
        assertThatThrownBy(() -> read(HEAD + "    Rgate(1) | 0\n", Map.of()))
                .hasMessage("p.xbb: line 4, column 5: unexpected indentation");
    }

    @Test
    void refusesHostileNestingAndLoops() {
        String deep = HEAD + "Rgate(" + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ") | 0\n";
        assertThatThrownBy(() -> read(deep, Map.of())).hasMessageContaining("nested more than");
        String powers = HEAD + "Rgate(1" + "**1".repeat(100_000) + ") | 0\n";
        assertThatThrownBy(() -> read(powers, Map.of())).hasMessageContaining("nested more than");
        String loop = HEAD + "for int i in 0:2000000000\n    Rgate(i) | 0\n";
        assertThatThrownBy(() -> read(loop, Map.of())).hasMessageContaining("more than 1000000 steps");
    }

    private static Circuit read(String text, Map<String, Double> parameters) {
        return BlackbirdReader.read("p.xbb", text, OptionalInt.empty(), parameters);
    }
}
