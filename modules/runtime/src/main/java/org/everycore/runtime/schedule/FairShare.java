package org.everycore.runtime.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.everycore.jobs.JobId;

/**
 * Which job is served next, so that core seconds divide by weight among the jobs that want them.
 *
 * <p>Stride scheduling (Waldspurger and Weihl, 1995): each job has a virtual time that advances by seconds received over
 * weight; the job furthest behind comes first. A job that comes late starts at the present, not at zero. A priority step
 * doubles the weight.
 */
public final class FairShare {
    private final Map<JobId, Share> shares = new HashMap<>();
    private final TreeSet<Share> order =
            new TreeSet<>(Comparator.comparingDouble((Share s) -> s.virtual).thenComparingLong(s -> s.sequence));
    private double present;
    private long sequence;

    public static double weight(int priority) {
        return Math.scalb(1.0, priority);
    }

    public void add(JobId job, int priority) {
        if (!shares.containsKey(job)) {
            Share share = new Share(job, weight(priority), present, sequence++);
            shares.put(job, share);
            order.add(share);
        }
    }

    public void remove(JobId job) {
        Share share = shares.remove(job);
        if (share != null) {
            order.remove(share);
        }
    }

    /** The eligible job that is furthest behind its share. */
    public Optional<JobId> next(Predicate<JobId> eligible) {
        for (Share share : order) {
            if (eligible.test(share.job)) {
                present = Math.max(present, share.virtual);
                return Optional.of(share.job);
            }
        }
        return Optional.empty();
    }

    /** Charges a job for core seconds that it was given; negative gives some back. */
    public void charge(JobId job, double seconds) {
        Share share = shares.get(job);
        if (share != null) {
            order.remove(share);
            share.virtual += seconds / share.weight;
            order.add(share);
        }
    }

    /**
     * Lets a job that did not want anything for a while begin at the present: what it did not use then is gone.
     */
    public void awaken(JobId job) {
        Share share = shares.get(job);
        if (share != null && share.virtual < present) {
            order.remove(share);
            share.virtual = present;
            order.add(share);
        }
    }

    public double weightOf(JobId job) {
        Share share = shares.get(job);
        return share == null ? 0 : share.weight;
    }

    private static final class Share {
        private final JobId job;
        private final double weight;
        private final long sequence;
        private double virtual;

        Share(JobId job, double weight, double virtual, long sequence) {
            this.job = job;
            this.weight = weight;
            this.virtual = virtual;
            this.sequence = sequence;
        }
    }
}
