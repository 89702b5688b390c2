package org.everycore.photonics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.mixed.Evolution;
import org.everycore.photonics.mixed.FockState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    /** |2> and |1>: every mean is known. */
    private static final FockState TWO_ONE = Evolution.run(new Circuit(
            2,
            5,
            List.of(
                    Operation.of(GateKind.FOCK, new double[] {2}, 0),
                    Operation.of(GateKind.FOCK, new double[] {1}, 1))));

    private static double value(String text) {
        return Expression.parse(text, name -> TWO_ONE).of(TWO_ONE, 0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<x0^2> | 5",
                "<x0^4> | 39",
                "<x0*p0> - <p0*x0> | 0",
                "<x0*p0*x0*p0> | 13",
                "<n0*n1> | 2",
                "<n0^2*x1^2> | 12",
                "<(x0 - x1)^2> | 8",
                "<2*n0 + 3> / 7 | 1",
                "<x0(pi/2)^2 - p0^2> | 0",
                "var(n0) + var(x1) | 3",
                "cov(x0, x0) | 5",
                "P(2,1) | 1",
                "P(n1=1) - P(n0=1) | 1",
                "P(7,1) | 0",
                "parity() | -1",
                "parity(0) * 2**3 | 8",
                "-2^2 | -4",
                "fidelity(some file.npz) | 1",
                "purity + norm | 2",
                "probability | 0.25",
                "log(exp(1)) + sqrt(4) + abs(-1) + sin(0) + cos(0) + tan(0) + tanh(0) | 5",
                "1e1 - 1e-1*10 | 9"
            })
    void means(String text, double wanted) {
        assertThat(value(text.strip())).isCloseTo(wanted, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<x0",
                "x0",
                "<x>",
                "<x0>>",
                "<q0>",
                "2 +",
                "P()",
                "P(1.5)",
                "P(0,n0=1)",
                "parity(0,0)",
                "foo(1)",
                "fidelity()",
                "fidelity(a",
                "<x0^17>",
                "<x0(<x1>)>",
                "1..2",
                "<x0/0>",
                "<(x0+p0+n0+1+x1)^9>",
                "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1"
            })
    void wrongTextsSayWhere(String text) {
        assertThatThrownBy(() -> Expression.parse(text, name -> TWO_ONE))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("column ");
    }

    @Test
    void whatAStateCannotAnswerIsSaid() {
        assertThatThrownBy(() -> value("<x2>")).hasMessageContaining("mode 2");
        assertThatThrownBy(() -> value("log(0*norm)")).hasMessageContaining("-Infinity");
        assertThatThrownBy(() -> Expression.parse("x0", name -> TWO_ONE)).hasMessageContaining("<x0>");
        assertThatThrownBy(() -> Expression.parse("1+".repeat(6000) + "1", name -> TWO_ONE))
                .hasMessageContaining("characters");
    }
}
