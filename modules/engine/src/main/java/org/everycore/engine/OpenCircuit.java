package org.everycore.engine;

import java.util.Arrays;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;

/** A circuit of preparations and unitaries that a peer opened, to be run with other parameters each time, and differentiated. */
final class OpenCircuit implements Session {
    private final Circuit circuit;

    private OpenCircuit(Circuit circuit) {
        this.circuit = circuit;
    }

    static OpenCircuit open(Message request) {
        Circuit circuit = CircuitAnswers.circuit(request);
        if (!circuit.pure() || circuit.measured()) {
            throw new CircuitException(
                    "has channels or measurements: only circuits that keep a ket are differentiated");
        }
        return new OpenCircuit(circuit);
    }

    @Override
    public Message describe() {
        Message message = Message.empty();
        message.head().put("modes", circuit.modes()).put("cutoff", circuit.cutoff());
        return message.with("parameters", circuit.parameters());
    }

    @Override
    public Message answer(String op, Message request) {
        Circuit bound = circuit.withParameters(parameters(request));
        return switch (op) {
            case "circuit.ket" -> ket(bound);
            case "circuit.vjp" -> vjp(bound, request);
            default -> throw new SpecException("op", op, "is not an operation of a circuit");
        };
    }

    private double[] parameters(Message request) {
        double[] values = request.array("parameters", 1).values();
        int count = circuit.parameters().length;
        if (values.length != count) {
            throw new SpecException("parameters", values.length + " numbers", "must be " + count);
        }
        return values;
    }

    private static Message ket(Circuit circuit) {
        FockKet ket = PureSimulator.run(circuit);
        int[] shape = CircuitAnswers.shape(circuit.modes(), circuit.cutoff());
        return Message.empty()
                .with("ket_re", new NumberArray(shape, ket.re()))
                .with("ket_im", new NumberArray(shape, ket.im()));
    }

    /** The gradient by all parameters of a loss whose derivatives by the ket's parts are given. */
    private static Message vjp(Circuit circuit, Message request) {
        double[] re = request.array("cotangent_re", circuit.modes()).values();
        double[] im = request.array("cotangent_im", circuit.modes()).values();
        int dimension = (int) NumberArray.size(CircuitAnswers.shape(circuit.modes(), circuit.cutoff()));
        if (re.length != dimension || im.length != dimension) {
            throw new SpecException(
                    "cotangent_re", re.length + " numbers", "must be " + dimension + ", one an amplitude");
        }
        double[] gradient = PureSimulator.vjp(circuit, (ket, toRe, toIm) -> {
            System.arraycopy(re, 0, toRe, 0, dimension);
            System.arraycopy(im, 0, toIm, 0, dimension);
        });
        return Message.empty().with("parameters", Arrays.copyOf(gradient, circuit.parameters().length));
    }

    @Override
    public void close() {
        // It holds memory only.
    }
}
