package org.everycore.photonics.jobs;

import java.util.List;
import org.everycore.jobs.SpecException;

/**
 * What a boson-sampling job is asked for beside the state: samples, or probabilities of patterns.
 *
 * @param samples of the answer samples
 * @param patterns of the answer probabilities
 */
record PatternRequest(Detector detector, PatternAnswer answer, long samples, List<List<Integer>> patterns) {
    private static final long DEFAULT_SAMPLES = 1000;

    /** What a spec says, or leaves out: patterns alone mean probabilities. */
    static PatternRequest of(Detector detector, PatternAnswer answer, Long samples, List<List<Integer>> patterns) {
        PatternAnswer what =
                answer != null ? answer : patterns != null ? PatternAnswer.PROBABILITIES : PatternAnswer.SAMPLES;
        if (what == PatternAnswer.SAMPLES && patterns != null) {
            throw new SpecException("patterns", "belong to the answer probabilities");
        }
        if (what == PatternAnswer.PROBABILITIES && samples != null) {
            throw new SpecException("samples", samples, "belongs to the answer samples");
        }
        if (what == PatternAnswer.PROBABILITIES && (patterns == null || patterns.isEmpty())) {
            throw new SpecException("patterns", "is missing: one list of photon numbers, or of 0 and 1, for each");
        }
        return new PatternRequest(
                detector == null ? Detector.PHOTON_NUMBER : detector,
                what,
                samples == null ? DEFAULT_SAMPLES : samples,
                patterns == null ? List.of() : patterns);
    }

    boolean threshold() {
        return detector == Detector.THRESHOLD;
    }

    boolean draws() {
        return answer == PatternAnswer.SAMPLES;
    }

    long units() {
        return draws() ? samples : patterns.size();
    }

    String unit() {
        return draws() ? "samples" : "patterns";
    }

    /** Refuses patterns that do not fit the modes. */
    void check(int modes) {
        int most = threshold() ? 1 : 4095;
        for (int i = 0; i < patterns.size(); i++) {
            List<Integer> pattern = patterns.get(i);
            if (pattern == null || pattern.size() != modes) {
                throw new SpecException(
                        "patterns[" + i + "]", pattern, "must have a number for each of " + modes + " modes");
            }
            for (Integer n : pattern) {
                if (n == null || n < 0 || n > most) {
                    throw new SpecException(
                            "patterns[" + i + "]", pattern, "must hold " + (threshold() ? "0 or 1" : "photon numbers"));
                }
            }
        }
    }

    int[] pattern(long index) {
        return patterns.get((int) index).stream().mapToInt(Integer::intValue).toArray();
    }

    /** Names of a row's numbers. */
    List<String> columns(int modes) {
        if (!draws()) {
            return List.of("probability");
        }
        return java.util.stream.IntStream.range(0, modes)
                .mapToObj(mode -> (threshold() ? "click" : "n") + mode)
                .toList();
    }
}
