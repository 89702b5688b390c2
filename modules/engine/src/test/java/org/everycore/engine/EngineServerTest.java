package org.everycore.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.everycore.jobs.Json;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.GeneratorSettings;
import org.everycore.photonics.generator.QuantumGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineServerTest {
    @TempDir
    private Path folder;

    private EngineServer server;
    private SocketChannel channel;
    private FrameChannel frames;

    @BeforeEach
    void connect() throws IOException {
        server = new EngineServer(new EngineLimits(1, 1 << 20, 3));
        Path socket = folder.resolve("e.sock");
        server.listen(socket);
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        frames = new FrameChannel(channel, channel, 1 << 20);
    }

    @AfterEach
    void disconnect() throws IOException {
        channel.close();
        server.close();
        assertThat(Files.exists(folder.resolve("e.sock"))).isFalse();
    }

    private Message ask(String head, Object... arrays) throws IOException {
        Message request = Message.empty();
        request.head().setAll((com.fasterxml.jackson.databind.node.ObjectNode)
                Json.mapper().readTree(head.replace('\'', '"')));
        for (int i = 0; i < arrays.length; i += 2) {
            request.with((String) arrays[i], (NumberArray) arrays[i + 1]);
        }
        frames.write(request);
        return frames.read();
    }

    private static String error(Message answer) {
        JsonNode error = answer.head().path("error");
        return error.path("code").asText() + ": " + error.path("message").asText();
    }

    private static final String OPEN =
            "{'op': 'generator.open', 'open': {'generator': {'modes': 2, 'cutoff': 5, 'layers': 1}, 'seed': 7}}";

    private static QuantumGenerator same() {
        return QuantumGenerator.create(GeneratorSettings.builder()
                .modes(2)
                .cutoff(5)
                .layers(1)
                .encoding(Encoding.COHERENT_STATE)
                .seed(7)
                .build());
    }

    @Test
    void saysWhatItIsAndRefusesAnotherProtocol() throws IOException {
        assertThat(ask("{'op': 'hello', 'protocol': 1}").head().path("protocol").asInt())
                .isEqualTo(1);
        assertThat(error(ask("{'op': 'hello', 'protocol': 2}")))
                .isEqualTo("bad_input: protocol = 2: this engine speaks 1: install the client and the engine of one"
                        + " release");
    }

    @Test
    void givesTheBitsOfTheGenerator() throws IOException {
        Message open = ask(OPEN);
        assertThat(open.head().path("columns").asInt()).isEqualTo(2);
        double[] z = new Random(1).doubles(12, -1, 1).toArray();
        Message answer = ask("{'op': 'generator.forward', 'session': 1}", "z", NumberArray.of(z, 3, 4));
        try (QuantumGenerator generator = same()) {
            double[][] rows = new double[3][];
            for (int i = 0; i < 3; i++) {
                rows[i] = java.util.Arrays.copyOfRange(z, 4 * i, 4 * i + 4);
            }
            double[][] expected = generator.generate(rows);
            assertThat(answer.array("values", 2).values())
                    .containsExactly(java.util.Arrays.stream(expected)
                            .flatMapToDouble(java.util.Arrays::stream)
                            .toArray());
            double[] gradient = generator.vjp(rows, expected);
            Message taped = ask("{'op': 'generator.tape', 'session': 1}", "z", NumberArray.of(z, 3, 4));
            Message pulled = ask(
                    "{'op': 'generator.vjp', 'session': 1, 'tape': "
                            + taped.head().path("tape").asLong() + "}",
                    "cotangents",
                    taped.array("values", 2));
            assertThat(pulled.array("weights", 1).values())
                    .containsExactly(gradient, org.assertj.core.data.Offset.offset(1e-11));
            assertThat(pulled.array("z", 2).shape()).containsExactly(3, 4);
        }
    }

    @Test
    void takesOtherWeightsAndGoesBack() throws IOException {
        Message open = ask(OPEN);
        double[] weights = open.array("weights", 1).values();
        NumberArray z = NumberArray.of(new double[] {0.1, -0.2, 0.3, 0.4}, 1, 4);
        double[] first = ask("{'op': 'generator.forward', 'session': 1}", "z", z)
                .array("values", 2)
                .values();
        double[] others = weights.clone();
        others[0] += 0.5;
        double[] second = ask("{'op': 'generator.forward', 'session': 1}", "weights", NumberArray.row(others), "z", z)
                .array("values", 2)
                .values();
        assertThat(second).isNotEqualTo(first);
        double[] third = ask("{'op': 'generator.forward', 'session': 1}", "weights", NumberArray.row(weights), "z", z)
                .array("values", 2)
                .values();
        assertThat(third).containsExactly(first);
    }

    @Test
    void complainsInOneLineAndGoesOn() throws IOException {
        assertThat(error(ask("{'op': 'nonsense', 'session': 1}"))).contains("session = 1: is not open");
        assertThat(error(ask("{'op': 5}"))).contains("op = 5: must be a text");
        assertThat(error(ask("{'op': 'generator.open', 'open': {'generator': {'modes': 0, 'cutoff': 5}}}")))
                .contains("modes", "must be 1 to 16");
        assertThat(error(ask("{'op': 'generator.open', 'open': {'generator': {'modes': 1, 'cutof': 5}}}")))
                .contains("cutof");
        ask(OPEN);
        assertThat(error(ask("{'op': 'generator.forward', 'session': 1}"))).contains("z: is missing");
        assertThat(error(ask(
                        "{'op': 'generator.forward', 'session': 1}",
                        "z",
                        NumberArray.of(new double[] {Double.NaN, 0, 0, 0}, 1, 4))))
                .contains("z[0][0] is NaN");
        assertThat(error(ask("{'op': 'generator.forward', 'session': 1}", "z", NumberArray.of(new double[3], 1, 3))))
                .contains("must have 4 columns");
        assertThat(error(ask("{'op': 'generator.vjp', 'session': 1, 'tape': 9}")))
                .contains("tape = 9: is not kept");
        assertThat(error(ask("{'op': 'generator.sample', 'session': 1, 'first': 0, 'count': 1000000000}")))
                .contains("ask for less at once");
        assertThat(ask("{'op': 'hello', 'protocol': 1}").head().has("error")).isFalse();
    }

    @Test
    void forgetsWhatIsClosedAndBoundsWhatIsOpen() throws IOException {
        ask(OPEN);
        ask(OPEN);
        ask(OPEN);
        assertThat(error(ask(OPEN))).contains("3 sessions open");
        ask("{'op': 'close', 'session': 2}");
        assertThat(ask(OPEN).head().path("session").asLong()).isEqualTo(4);
        assertThat(error(ask("{'op': 'close', 'session': 2}"))).contains("is not open");
    }

    @Test
    void runsCircuits() throws IOException {
        Message answer = ask("{'op': 'circuit.run', 'circuit': {'modes': 1, 'cutoff': 12, 'gates':"
                + " [{'gate': 'Dgate', 'params': [0.5, 0], 'modes': [0]}]}}");
        // A coherent state: <x> = 2 r, <n> = r².
        assertThat(answer.array("mean_x", 1).values()[0]).isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-10));
        assertThat(answer.array("mean_n", 1).values()[0]).isCloseTo(0.25, org.assertj.core.data.Offset.offset(1e-10));
        assertThat(answer.array("ket_re", 1).values()).hasSize(12);
        assertThat(error(ask("{'op': 'circuit.run', 'circuit': {'modes': 1, 'cutoff': 3, 'gates': [{'gate': 'X'}]}}")))
                .startsWith("bad_input");
    }

    @Test
    void differentiatesAnyLossOfTheKet() throws IOException {
        Message open = ask("{'op': 'circuit.open', 'circuit': {'modes': 1, 'cutoff': 20, 'gates':"
                + " [{'gate': 'Sgate', 'params': [0.3, 0.2], 'modes': [0]}, {'gate': 'Dgate', 'params': [0.4, 0.1],"
                + " 'modes': [0]}]}}");
        double[] parameters = open.array("parameters", 1).values();
        // The loss |<1|psi>|², whose derivatives by that amplitude are 2 re and 2 im.
        Message at = ket(parameters);
        double[] re = new double[20];
        double[] im = new double[20];
        re[1] = 2 * at.array("ket_re", 1).values()[1];
        im[1] = 2 * at.array("ket_im", 1).values()[1];
        double[] gradient = ask(
                        "{'op': 'circuit.vjp', 'session': 1}",
                        "parameters",
                        NumberArray.row(parameters),
                        "cotangent_re",
                        NumberArray.row(re),
                        "cotangent_im",
                        NumberArray.row(im))
                .array("parameters", 1)
                .values();
        double step = 1e-5;
        for (int i = 0; i < parameters.length; i++) {
            double[] up = parameters.clone();
            double[] down = parameters.clone();
            up[i] += step;
            down[i] -= step;
            assertThat(gradient[i])
                    .isCloseTo((one(ket(up)) - one(ket(down))) / (2 * step), org.assertj.core.data.Offset.offset(1e-8));
        }
    }

    private Message ket(double[] parameters) throws IOException {
        return ask("{'op': 'circuit.ket', 'session': 1}", "parameters", NumberArray.row(parameters));
    }

    private static double one(Message ket) {
        double re = ket.array("ket_re", 1).values()[1];
        double im = ket.array("ket_im", 1).values()[1];
        return re * re + im * im;
    }

    @Test
    void endsAStreamThatCannotBeReadOn() throws IOException {
        ByteBuffer garbage = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        garbage.putInt(-5).putLong(3).clear();
        channel.write(garbage);
        assertThat(error(frames.read())).startsWith("bad_frame: a head of");
        assertThat(frames.read()).isNull();
    }

    @Test
    void readsNoGarbageWhateverTheBytes() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length >= 12 && random.nextBoolean()) {
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(random.nextInt(100))
                        .putLong(8L * random.nextInt(10));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (EngineServer other = new EngineServer(EngineLimits.standard())) {
                other.serve(new ByteArrayInputStream(bytes), out);
            } catch (IOException e) {
                throw new AssertionError("garbage " + i + " broke the server", e);
            }
        }
    }

    @Test
    void shapesThatLieAreRefused() throws IOException {
        for (String shapes : new String[] {"{'a': [2]}", "{'a': [-1]}", "{'a': [65536, 65536]}", "{'a': 3}", "[1]"}) {
            byte[] head = ("{'op': 'hello', 'protocol': 1, 'arrays': " + shapes + "}")
                    .replace('\'', '"')
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            ByteBuffer frame = ByteBuffer.allocate(12 + head.length + 8).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(head.length).putLong(8).put(head).putDouble(1).flip();
            channel.write(frame);
            assertThat(error(frames.read())).as(shapes).startsWith("bad_input: arrays");
        }
    }

    @Test
    void aTornFrameEndsTheConnectionAlone() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EngineServer other = new EngineServer(EngineLimits.standard())) {
            other.serve(new ByteArrayInputStream(new byte[] {20, 0, 0, 0, 0, 0}), out);
        }
        assertThat(out.size()).isZero();
        FrameChannel torn = new FrameChannel(
                Channels.newChannel(new ByteArrayInputStream(new byte[] {20, 0})), Channels.newChannel(out), 64);
        assertThatThrownBy(torn::read).isInstanceOf(java.io.EOFException.class);
    }
}
