package org.everycore.cli.circuit;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.linear.Decompositions;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;

/** The state of a circuit, whose composed gates run as their decompositions, and its derivatives by its own parameters. */
final class Answers {
    private Answers() {}

    /** A ket where the circuit makes one, else a density matrix; post-selections applied. */
    static FockState state(Circuit circuit) {
        return FockRun.of(circuit).state();
    }

    /** The chain rule takes derivatives by the parameters of a decomposition back to the gate's own. */
    static Gradient gradient(Circuit circuit) {
        if (!circuit.pure()) {
            throw new CircuitException("makes a mixed state, which has no gradient here");
        }
        List<Operation> parts = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Operation op : circuit.operations()) {
            List<Operation> expanded = Decompositions.expand(op);
            parts.addAll(expanded);
            counts.add(expanded.size());
        }
        Gradient inner = PureSimulator.quadratureGradient(circuit.withOperations(parts));
        double[] own = new double[circuit.parameters().length];
        int part = 0;
        int from = 0;
        int to = 0;
        for (int i = 0; i < circuit.operations().size(); i++) {
            Operation op = circuit.operations().get(i);
            int end = part + counts.get(i);
            if (end == part + 1 && parts.get(part).sameAs(op)) {
                System.arraycopy(inner.gradient(), from, own, to, op.params().length);
            } else if (op.params().length == 1) {
                own[to] = pulledBack(op, inner.gradient(), from);
            }
            to += op.params().length;
            for (; part < end; part++) {
                from += parts.get(part).params().length;
            }
        }
        return new Gradient(inner.loss(), own);
    }

    private static double pulledBack(Operation op, double[] inner, int from) {
        double sum = 0;
        int at = from;
        for (double[] derivatives : Decompositions.derivatives(op)) {
            for (double derivative : derivatives) {
                sum += derivative * inner[at++];
            }
        }
        return sum;
    }
}
