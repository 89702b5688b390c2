package org.everycore.photonics.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Outcomes;

/**
 * What a Gaussian circuit makes before its first free draw.
 *
 * @param selected the probability density of what was selected on the way, 1 without a selection
 * @param fixed the selected outcomes
 * @param next the first operation that is left
 */
record GaussianStart(GaussianFactors state, Outcomes outcomes, double selected, List<Double> fixed, int next) {
    static GaussianStart of(Circuit circuit) {
        GaussianFactors state = GaussianFactors.vacuum(circuit.modes());
        Outcomes outcomes = new Outcomes(circuit.modes());
        List<Double> fixed = new ArrayList<>();
        double selected = 1;
        int next = 0;
        for (Operation each : circuit.operations()) {
            Operation op = outcomes.resolve(each);
            if (op.kind().role() != Role.MEASUREMENT) {
                state.apply(op);
            } else if (op.select().length == 0) {
                break;
            } else {
                selected *= state.select(op);
                outcomes.take(op, op.select(), 0);
                for (double value : op.select()) {
                    fixed.add(value);
                }
            }
            next++;
        }
        state.compress();
        return new GaussianStart(state, outcomes, selected, fixed, next);
    }
}
