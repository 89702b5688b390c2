package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.gbs.FockInterference;
import org.everycore.photonics.linear.ComplexMatrix;

/**
 * What {@code photonics.bosonsampling} is asked for: where photons in Fock states leave an interferometer.
 *
 * @param input photons of each mode
 * @param unitaryRe real part of the interferometer, row by row: the photons of input j leave from output i with amplitude U[i][j]
 * @param unitaryIm imaginary part; 0 when absent
 * @param transmission the chance of a photon to get in: one number for all modes, or one for each; 1 when absent
 * @param indistinguishability the chance of a photon to interfere with the others; the rest go as classical particles; 1 when absent
 * @param detector photon_number when absent
 * @param answer samples, or probabilities of patterns
 * @param samples 1000 when absent
 * @param patterns whose probabilities are asked for, a number for each mode
 */
public record BosonSamplingSpec(
        List<Integer> input,
        List<List<Double>> unitaryRe,
        List<List<Double>> unitaryIm,
        List<Double> transmission,
        @Limits(min = 0, max = 1) Double indistinguishability,
        Detector detector,
        PatternAnswer answer,
        @Limits(min = 1, max = 1e12) Long samples,
        List<List<Integer>> patterns) {
    /** 2ⁿ complex numbers a worker. */
    static final int MOST_DRAWN = 26;
    /** 2ⁿ terms a probability. */
    static final int MOST_EXACT = 40;

    private static final int MOST_MODES = 1024;

    @JsonCreator
    public BosonSamplingSpec(
            @JsonProperty(value = "input", required = true) List<Integer> input,
            @JsonProperty(value = "unitaryRe", required = true) List<List<Double>> unitaryRe,
            @JsonProperty("unitaryIm") List<List<Double>> unitaryIm,
            @JsonProperty("transmission") List<Double> transmission,
            @JsonProperty("indistinguishability") Double indistinguishability,
            @JsonProperty("detector") Detector detector,
            @JsonProperty("answer") PatternAnswer answer,
            @JsonProperty("samples") Long samples,
            @JsonProperty("patterns") List<List<Integer>> patterns) {
        if (input == null || unitaryRe == null) {
            throw new SpecException(input == null ? "input" : "unitaryRe", "is missing");
        }
        this.input = input;
        this.unitaryRe = unitaryRe;
        this.unitaryIm = unitaryIm;
        this.transmission = transmission;
        this.indistinguishability = indistinguishability;
        this.detector = detector;
        this.answer = answer;
        this.samples = samples;
        this.patterns = patterns;
        PatternRequest request = PatternRequest.of(detector, answer, samples, patterns);
        int modes = input.size();
        if (modes < 1 || modes > MOST_MODES) {
            throw new SpecException("input", modes + " modes", "must be 1 to " + MOST_MODES + " modes");
        }
        int limit = request.draws() ? MOST_DRAWN : MOST_EXACT;
        long photons = 0;
        for (int i = 0; i < modes; i++) {
            Integer n = input.get(i);
            if (n == null || n < 0 || n > MOST_EXACT) {
                throw new SpecException("input[" + i + "]", n, "must be 0 to " + MOST_EXACT);
            }
            photons += n;
        }
        if (photons > limit) {
            throw new SpecException(
                    "input",
                    photons + " photons",
                    "are over the limit of " + limit + " for "
                            + request.answer().label());
        }
        if (!request.draws() && request.threshold()) {
            throw new SpecException("detector", "threshold", "has no probabilities here: ask for photon_number");
        }
        request.check(modes);
        if (!request.draws() && indistinguishability != null && indistinguishability < 1) {
            throw new SpecException(
                    "indistinguishability", indistinguishability, "must be 1 for probabilities; samples may have less");
        }
        experiment();
    }

    PatternRequest request() {
        return PatternRequest.of(detector, answer, samples, patterns);
    }

    FockInterference experiment() {
        int modes = input.size();
        Payload.Unitary u = GbsState.unitary(modes, unitaryRe, unitaryIm);
        try {
            return new FockInterference(
                    new ComplexMatrix(modes, u.re(), u.im()),
                    input.stream().mapToInt(Integer::intValue).toArray(),
                    GbsState.transmissions(transmission == null ? List.of(1.0) : transmission, modes),
                    indistinguishability == null ? 1 : indistinguishability);
        } catch (CircuitException e) {
            throw new SpecException("unitaryRe", e.getMessage());
        }
    }
}
