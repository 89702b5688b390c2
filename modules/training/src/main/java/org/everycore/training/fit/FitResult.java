package org.everycore.training.fit;

/**
 * What one start came to: its best step.
 *
 * @param fidelity of a state |<t|ψ>|²; of a gate the process fidelity |mean <Vi|Ui>|² on its inputs
 * @param meanFidelity mean of |<Vi|Ui>|² over the inputs
 * @param norm mean norm of the outputs
 * @param weights of the circuit; owned by the record
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record FitResult(int start, double fidelity, double meanFidelity, double norm, int step, double[] weights) {}
