package org.everycore.runtime.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.jobs.JobId;

/**
 * Matches the leases that pools want with the jobs that have chunks to lease.
 *
 * <p>A pool states how many leases it can take; grants are counted against that until the pool says that it has received
 * them, so a repeated or delayed statement never counts twice. A job is hungry until a grant to some node comes back
 * unused: then it is sated there until it says otherwise. Every event gives the grants that follow from it.
 */
public final class Scheduler {
    private final Map<NodeId, Pool> pools = new LinkedHashMap<>();
    private final Map<JobId, Job> jobs = new HashMap<>();
    private final FairShare shares = new FairShare();

    /**
     * Where a job may run and how it ranks.
     *
     * @param only the one node that may run it; empty for all
     */
    public record Needs(int priority, Capability capability, Optional<NodeId> only) {}

    /** Leave for a job to lease up to so many chunks to a node. */
    public record Grant(JobId job, NodeId node, int leases) {}

    public void poolJoined(NodeId node, Capability capability) {
        pools.put(node, new Pool(node, capability));
    }

    public void poolLeft(NodeId node) {
        pools.remove(node);
        jobs.values().forEach(job -> job.sated.remove(node));
    }

    /**
     * A pool's statement of what it can take.
     *
     * @param idle workers with nothing to do
     * @param slots leases it can take in all, those of idle workers and those fetched ahead
     * @param received leases that it was sent since it joined
     * @param resync that nothing came for long although slots were free: what is underway must have been lost
     */
    public List<Grant> want(NodeId node, int idle, int slots, long received, boolean resync) {
        Pool pool = pools.get(node);
        if (pool == null) {
            return List.of();
        }
        if (resync) {
            pool.granted = received;
        }
        pool.idle = idle;
        pool.slots = slots;
        pool.received = received;
        List<Grant> grants = new ArrayList<>();
        serve(pool, pool.free(), grants);
        return grants;
    }

    /** Adds a job, not hungry yet. */
    public void jobAdded(JobId job, Needs needs) {
        jobs.put(job, new Job(needs));
        shares.add(job, needs.priority());
    }

    public void jobRemoved(JobId job) {
        jobs.remove(job);
        shares.remove(job);
    }

    /** A job has chunks for any node: idle workers of all nodes are served before anything is fetched ahead. */
    public List<Grant> hungry(JobId id) {
        Job job = jobs.get(id);
        if (job == null) {
            return List.of();
        }
        if (!job.hungry) {
            job.hungry = true;
            shares.awaken(id);
        }
        job.sated.clear();
        List<Grant> grants = new ArrayList<>();
        Collection<Pool> candidates = job.needs.only().isPresent()
                ? Optional.ofNullable(pools.get(job.needs.only().get()))
                        .map(List::of)
                        .orElse(List.of())
                : pools.values();
        for (Pool pool : candidates) {
            serve(pool, Math.min(pool.freeIdle(), pool.free()), grants);
        }
        for (Pool pool : candidates) {
            serve(pool, pool.free(), grants);
        }
        return grants;
    }

    /** A job has chunks for one node again. */
    public List<Grant> hungry(JobId id, NodeId node) {
        Job job = jobs.get(id);
        Pool pool = pools.get(node);
        if (job == null || pool == null) {
            return List.of();
        }
        job.hungry = true;
        job.sated.remove(node);
        List<Grant> grants = new ArrayList<>();
        serve(pool, pool.free(), grants);
        return grants;
    }

    /**
     * A job could not use all of a grant.
     *
     * @param anywhere whether it has nothing for any node, not just for this one
     */
    public List<Grant> unused(JobId id, NodeId node, int leases, boolean anywhere) {
        Job job = jobs.get(id);
        if (job != null) {
            shares.charge(id, -leases * job.chunkSeconds);
            if (anywhere) {
                job.hungry = false;
            } else {
                job.sated.add(node);
            }
        }
        Pool pool = pools.get(node);
        if (pool == null) {
            return List.of();
        }
        pool.granted = Math.max(pool.received, pool.granted - leases);
        List<Grant> grants = new ArrayList<>();
        serve(pool, pool.free(), grants);
        return grants;
    }

    /** What a job's chunks take, so that jobs share seconds and not chunks. */
    public void chunkSeconds(JobId id, double seconds) {
        Job job = jobs.get(id);
        if (job != null) {
            job.chunkSeconds = Math.max(1e-6, seconds);
        }
    }

    /** Keeps a job from a node whose engine would give other bits. */
    public void unfit(JobId id, NodeId node) {
        Job job = jobs.get(id);
        if (job != null) {
            job.unfit.add(node);
        }
    }

    public Set<NodeId> nodes() {
        return Set.copyOf(pools.keySet());
    }

    private void serve(Pool pool, int free, List<Grant> grants) {
        int left = free;
        while (left > 0) {
            Optional<JobId> next = shares.next(id -> jobs.get(id).takes(pool));
            if (next.isEmpty()) {
                return;
            }
            JobId id = next.get();
            Job job = jobs.get(id);
            int leases = Math.min(left, quantum(id, pool, left));
            shares.charge(id, leases * job.chunkSeconds);
            pool.granted += leases;
            left -= leases;
            grants.add(new Grant(id, pool.node, leases));
        }
    }

    /** This job's share of what is free, at least one. */
    private int quantum(JobId id, Pool pool, int free) {
        double all = 0;
        for (Map.Entry<JobId, Job> other : jobs.entrySet()) {
            if (other.getValue().takes(pool)) {
                all += shares.weightOf(other.getKey());
            }
        }
        return Math.max(1, (int) Math.ceil(free * shares.weightOf(id) / all));
    }

    private static final class Pool {
        private final NodeId node;
        private final Capability capability;
        private int idle;
        private int slots;
        private long granted;
        private long received;

        Pool(NodeId node, Capability capability) {
            this.node = node;
            this.capability = capability;
        }

        int underway() {
            return (int) Math.max(0, granted - received);
        }

        int free() {
            return Math.max(0, slots - underway());
        }

        int freeIdle() {
            return Math.max(0, idle - underway());
        }
    }

    private static final class Job {
        private final Needs needs;
        private final Set<NodeId> sated = new HashSet<>();
        private final Set<NodeId> unfit = new HashSet<>();
        private boolean hungry;
        private double chunkSeconds = 0.1;

        Job(Needs needs) {
            this.needs = needs;
        }

        boolean takes(Pool pool) {
            return hungry
                    && needs.capability() == pool.capability
                    && needs.only().map(pool.node::equals).orElse(true)
                    && !sated.contains(pool.node)
                    && !unfit.contains(pool.node);
        }
    }
}
