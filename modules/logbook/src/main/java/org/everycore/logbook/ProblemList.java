package org.everycore.logbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.radio.adif.Problem;

/** Counts the problems of a log and keeps the first of them. */
final class ProblemList {
    private final List<Problem> first = new ArrayList<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private long count;

    void add(Problem problem) {
        count++;
        if (first.size() < ImportReport.PROBLEMS_KEPT) {
            first.add(problem);
        }
        if (problem.reason().rejects()) {
            rejected.merge(problem.reason().key(), 1L, Long::sum);
        }
    }

    List<Problem> first() {
        return first;
    }

    Map<String, Long> rejected() {
        return rejected;
    }

    long count() {
        return count;
    }
}
