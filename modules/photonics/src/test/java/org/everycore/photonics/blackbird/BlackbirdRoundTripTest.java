package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Mesh;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.drawing.CircuitDrawing;
import org.everycore.photonics.drawing.CircuitListing;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

class BlackbirdRoundTripTest {
    private static final int MODES = 3;
    private static final int CUTOFF = 3;

    @Test
    void everyOperationReadsBackExactly() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            Circuit circuit = everything(random);
            String text = BlackbirdWriter.write(circuit);
            Circuit back = BlackbirdReader.read("x", text, OptionalInt.empty(), Map.of());
            // JSON prints every number of every payload exactly.
            assertThat(CircuitWriter.write(back))
                    .isEqualTo(CircuitWriter.write(new Circuit("test", "", MODES, CUTOFF, circuit.operations())));
            assertThat(BlackbirdWriter.write(back)).isEqualTo(text.replaceFirst("# described\n", ""));
        }
    }

    @Test
    void damagedProgramsOnlyGiveCircuitExceptionsThatNameThePlace() {
        SplittableRandom random = new SplittableRandom(2);
        String text = BlackbirdWriter.write(everything(random)).replaceAll("(\\.\\d\\d)\\d+", "$1")
                + "for int i in 0:3\n    Rgate(sin(i)**2/3.0) | i\n";
        for (int round = 0; round < 1000; round++) {
            String damaged = damage(text, random);
            try {
                Circuit circuit = BlackbirdReader.read("x.xbb", damaged, OptionalInt.empty(), Map.of());
                CircuitDrawing.draw(circuit, 100);
                CircuitListing.show(circuit);
            } catch (CircuitException e) {
                assertThat(e.getMessage()).startsWith("x.xbb: ").doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                fail("round " + round + " threw " + e + " for\n" + damaged, e);
            }
        }
    }

    @Test
    void damagedJsonOnlyGivesCircuitExceptionsThatNameThePlace() {
        SplittableRandom random = new SplittableRandom(3);
        String text = CircuitWriter.write(everything(random)).replaceAll("(\\.\\d\\d)\\d+", "$1");
        for (int round = 0; round < 1000; round++) {
            String damaged = damage(text, random);
            try {
                CircuitReader.read("x.json", damaged.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (CircuitException e) {
                assertThat(e.getMessage()).startsWith("x.json: ").doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                fail("round " + round + " threw " + e + " for\n" + damaged, e);
            }
        }
    }

    private static String damage(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits && damaged.length() > 0; i++) {
            int at = random.nextInt(damaged.length());
            int to = Math.min(damaged.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, to);
                case 1 -> damaged.insert(at, damaged.substring(at, to));
                case 2 ->
                    damaged.setCharAt(
                            at, (char) (random.nextInt(4) == 0 ? random.nextInt(65536) : random.nextInt(128)));
                case 3 ->
                    damaged.insert(
                            at,
                            List.of("9999999999", "-", "e308", "[", "(", "{", "NaN", "\n", "1j", "**")
                                    .get(random.nextInt(10)));
                default -> damaged.setLength(random.nextInt(20) == 0 ? at : damaged.length());
            }
        }
        return damaged.toString();
    }

    /** A circuit with every kind of operation. */
    static Circuit everything(SplittableRandom random) {
        List<Operation> operations = new ArrayList<>();
        for (GateKind kind : GateKind.values()) {
            int count = kind.modeCount() == GateKind.ANY ? 1 + random.nextInt(2) : kind.modeCount();
            int[] modes = RandomGates.choose(count, MODES, random);
            double[] params = new double[kind.paramCount() == GateKind.ANY ? CUTOFF : kind.paramCount()];
            for (int i = 0; i < params.length; i++) {
                params[i] = random.nextDouble();
            }
            if (kind == GateKind.GKP) {
                params[2] += 0.1;
            }
            if (kind == GateKind.AMPLIFIER || kind == GateKind.THERMAL_AMPLIFIER) {
                params[0] += 1;
            }
            if (kind == GateKind.FOCK) {
                params[0] = random.nextInt(CUTOFF);
            }
            double[] select = new double[0];
            if (kind.role() == Role.MEASUREMENT && random.nextBoolean()) {
                select = new double[kind == GateKind.MEASURE_HETERODYNE ? 2 : count];
                for (int i = 0; i < select.length; i++) {
                    select[i] = kind.paramCount() > 0 || kind == GateKind.MEASURE_HETERODYNE
                            ? random.nextDouble() - 0.5
                            : random.nextInt(2);
                }
            }
            operations.add(new Operation(kind, params, modes, payload(kind, count, random), select));
        }
        return new Circuit("test", "described", MODES, CUTOFF, operations);
    }

    private static Payload payload(GateKind kind, int modes, SplittableRandom random) {
        int dimension = (int) Math.pow(CUTOFF, modes);
        return switch (kind) {
            case INTERFEROMETER -> {
                Payload.Unitary u = RandomGates.unitary(modes, random);
                Mesh[] meshes = Mesh.values();
                yield new Payload.Unitary(u.size(), u.re(), u.im(), meshes[random.nextInt(meshes.length)]);
            }
            case GAUSSIAN ->
                new Payload.Moments(modes, scaled(modes, 1 + random.nextDouble()), numbers(2 * modes, random));
            case GAUSSIAN_CHANNEL ->
                new Payload.Channel(
                        modes,
                        scaled(modes, 1.1),
                        scaled(modes, 0.5 + random.nextDouble()),
                        numbers(2 * modes, random));
            case KET -> ket(dimension, random);
            case DENSITY_MATRIX -> projector(ket(dimension, random));
            case GAUSSIAN_TRANSFORM -> {
                double[] s = new double[4 * modes * modes];
                for (int i = 0; i < modes; i++) {
                    double stretch = 0.5 + random.nextDouble();
                    s[i * 2 * modes + i] = stretch;
                    s[(i + modes) * 2 * modes + i + modes] = 1 / stretch;
                }
                yield new Payload.Symplectic(modes, s, new double[2 * modes]);
            }
            default -> Payload.NONE;
        };
    }

    private static double[] scaled(int modes, double value) {
        double[] diagonal = new double[4 * modes * modes];
        for (int i = 0; i < 2 * modes; i++) {
            diagonal[i * (2 * modes + 1)] = value;
        }
        return diagonal;
    }

    /** A state: its norm is 1. */
    private static Payload.Ket ket(int dimension, SplittableRandom random) {
        double[] re = numbers(dimension, random);
        double[] im = numbers(dimension, random);
        double norm = 0;
        for (int i = 0; i < dimension; i++) {
            norm += re[i] * re[i] + im[i] * im[i];
        }
        for (int i = 0; i < dimension; i++) {
            re[i] /= Math.sqrt(norm);
            im[i] /= Math.sqrt(norm);
        }
        return new Payload.Ket(re, im);
    }

    private static Payload.Density projector(Payload.Ket ket) {
        int dimension = ket.re().length;
        double[] re = new double[dimension * dimension];
        double[] im = new double[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                re[i * dimension + j] = ket.re()[i] * ket.re()[j] + ket.im()[i] * ket.im()[j];
                im[i * dimension + j] = ket.im()[i] * ket.re()[j] - ket.re()[i] * ket.im()[j];
            }
        }
        return new Payload.Density(dimension, re, im);
    }

    private static double[] numbers(int count, SplittableRandom random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextDouble() - 0.5;
        }
        return values;
    }
}
