package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * What {@code photonics.gbs} is asked for: photon-number or click patterns of a Gaussian state, with no cutoff. The state is given in one of five
 * ways: {@code circuit}, {@code program}, {@code covariance}, {@code squeezing} or {@code adjacency}.
 *
 * @param circuit a circuit file, JSON or Blackbird, of Gaussian gates and channels; its photon measurements at the end say which modes are read
 * @param parameters values of a Blackbird program's free parameters
 * @param program such a circuit itself, in the form of a circuit file; its cutoff may be left out
 * @param covariance of (x1.., p1..), hbar = 2: the vacuum's is 1
 * @param mean of (x1.., p1..); 0 when absent
 * @param squeezing r of each mode's squeezed vacuum, before the interferometer
 * @param unitaryRe real part of the interferometer after the squeezers, row by row; none when absent
 * @param unitaryIm imaginary part; 0 when absent
 * @param adjacency a graph's symmetric matrix A: photon patterns have probabilities as |hafnian of their rows of cA|²
 * @param meanPhotons of the state of a graph, which sets c; the number of modes divided by 4 when absent
 * @param transmission of every mode just before its detector: one number for all, or one for each; 1 when absent
 * @param readModes the modes that have detectors, in the order of columns; all when absent
 * @param detector photon_number when absent
 * @param answer samples, or probabilities of patterns
 * @param samples 1000 when absent
 * @param patterns whose probabilities are asked for, a number for each mode read
 * @param maxPhotons a sample of more ends the job with an error; none is left out or cut
 */
public record GbsSpec(
        InputRef circuit,
        Map<String, Double> parameters,
        JsonNode program,
        List<List<Double>> covariance,
        List<Double> mean,
        List<Double> squeezing,
        List<List<Double>> unitaryRe,
        List<List<Double>> unitaryIm,
        List<List<Double>> adjacency,
        @Limits(min = 1e-9, max = 1e6) Double meanPhotons,
        List<Double> transmission,
        List<Integer> readModes,
        Detector detector,
        PatternAnswer answer,
        @Limits(min = 1, max = 1e12) Long samples,
        List<List<Integer>> patterns,
        @Limits(min = 1, max = 4095) Integer maxPhotons) {
    private static final int MOST_PHOTONS = 4095;

    @JsonCreator
    public GbsSpec(
            @JsonProperty("circuit") InputRef circuit,
            @JsonProperty("parameters") Map<String, Double> parameters,
            @JsonProperty("program") JsonNode program,
            @JsonProperty("covariance") List<List<Double>> covariance,
            @JsonProperty("mean") List<Double> mean,
            @JsonProperty("squeezing") List<Double> squeezing,
            @JsonProperty("unitaryRe") List<List<Double>> unitaryRe,
            @JsonProperty("unitaryIm") List<List<Double>> unitaryIm,
            @JsonProperty("adjacency") List<List<Double>> adjacency,
            @JsonProperty("meanPhotons") Double meanPhotons,
            @JsonProperty("transmission") List<Double> transmission,
            @JsonProperty("readModes") List<Integer> readModes,
            @JsonProperty("detector") Detector detector,
            @JsonProperty("answer") PatternAnswer answer,
            @JsonProperty("samples") Long samples,
            @JsonProperty("patterns") List<List<Integer>> patterns,
            @JsonProperty("maxPhotons") Integer maxPhotons) {
        boolean inline = program != null && !program.isNull();
        int ways = count(circuit) + (inline ? 1 : 0) + count(covariance) + count(squeezing) + count(adjacency);
        if (ways != 1) {
            throw new SpecException(
                    "circuit",
                    "give one of circuit, program, covariance, squeezing and adjacency, not " + ways + " of them");
        }
        belongs("parameters", parameters, "circuit", circuit);
        belongs("mean", mean, "covariance", covariance);
        belongs("unitaryRe", unitaryRe, "squeezing", squeezing);
        belongs("unitaryIm", unitaryIm, "unitaryRe", unitaryRe);
        belongs("meanPhotons", meanPhotons, "adjacency", adjacency);
        PatternRequest.of(detector, answer, samples, patterns);
        this.circuit = circuit;
        this.parameters = parameters;
        this.program = inline ? program : null;
        this.covariance = covariance;
        this.mean = mean;
        this.squeezing = squeezing;
        this.unitaryRe = unitaryRe;
        this.unitaryIm = unitaryIm;
        this.adjacency = adjacency;
        this.meanPhotons = meanPhotons;
        this.transmission = transmission;
        this.readModes = readModes;
        this.detector = detector;
        this.answer = answer;
        this.samples = samples;
        this.patterns = patterns;
        this.maxPhotons = maxPhotons;
    }

    private static int count(Object part) {
        return part == null ? 0 : 1;
    }

    private static void belongs(String name, Object part, String to, Object whole) {
        if (part != null && whole == null) {
            throw new SpecException(name, "belongs to " + to);
        }
    }

    PatternRequest request() {
        return PatternRequest.of(detector, answer, samples, patterns);
    }

    int mostPhotons() {
        return maxPhotons == null ? MOST_PHOTONS : maxPhotons;
    }
}
