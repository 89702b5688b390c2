package org.everycore.jobs.cost;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Kernel;

/**
 * What one block of a job costs on each kernel that its kind offers, and the seconds spent once before any work.
 *
 * @param form what tells jobs of this kind apart that compute at different speeds, in a word or two: times are learned by it; empty
 *     where the kind has one form
 */
public record Cost(Map<Kernel, Work> perBlock, double startSeconds, String form) {
    private static final int MOST_FORM = 60;

    public Cost {
        form = form == null ? "" : form;
        if (form.length() > MOST_FORM) {
            throw new IllegalArgumentException("a form has at most " + MOST_FORM + " characters: " + form);
        }
        if (perBlock.isEmpty()) {
            throw new IllegalArgumentException("a job must offer at least one kernel");
        }
        if (!(startSeconds >= 0) || Double.isInfinite(startSeconds)) {
            throw new IllegalArgumentException("startSeconds is " + startSeconds);
        }
        perBlock = Map.copyOf(perBlock);
    }

    public Cost(Map<Kernel, Work> perBlock, double startSeconds) {
        this(perBlock, startSeconds, "");
    }

    /** The same costs of jobs that are learned of under this form. */
    public Cost as(String newForm) {
        return new Cost(perBlock, startSeconds, newForm);
    }

    /** The same work whichever CPU kernel runs: for kinds whose answers are exact. */
    public static Cost exact(Work work) {
        Map<Kernel, Work> both = new EnumMap<>(Kernel.class);
        both.put(Kernel.SCALAR, work);
        both.put(Kernel.BLOCKED, work);
        return new Cost(both, 0);
    }

    public Optional<Work> on(Kernel kernel) {
        return Optional.ofNullable(perBlock.get(kernel));
    }

    /** The work of the CPU's kernel that is fastest at nominal speeds; chunk sizes are made from it. */
    public Work cheapestNominal() {
        return perBlock.entrySet().stream()
                .filter(entry -> entry.getKey() != Kernel.CUDA || perBlock.size() == 1)
                .map(Map.Entry::getValue)
                .min(Comparator.comparingDouble(Work::nominalSeconds))
                .orElseThrow();
    }
}
