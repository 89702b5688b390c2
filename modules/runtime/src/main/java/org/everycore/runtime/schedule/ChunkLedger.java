package org.everycore.runtime.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The account of one round's chunks: which wait, which are leased to whom until when, which are done, and which failed how
 * often.
 *
 * <p>A chunk is waiting, leased or done; done is final. Chunks that were never leased are the tail from a cursor on, so a
 * fresh ledger of a million chunks costs one bit each. Leases all live equally long from their grant or renewal, so the map
 * that keeps them in that order is also the queue of their deadlines: every decision is O(log n) or better, n being the chunks
 * that wait for a second attempt. Times are positions on any clock that does not go back.
 *
 * <p>A node that dies takes all its chunks along, and nothing tells which of them killed it. So a chunk that was lost more than
 * once is a suspect: it is leased alone, and only a death after the node had begun it alone counts against it. A chunk that
 * was merely beside a killer proves itself innocent by being done.
 */
public final class ChunkLedger {
    private final int chunks;
    private final LedgerRules rules;
    private final BitSet done = new BitSet();
    private final TreeSet<Long> again = new TreeSet<>();
    private final TreeSet<Long> suspects = new TreeSet<>();
    private final Set<NodeId> solitary = new HashSet<>();
    private final Map<Long, Lease> leases = new LinkedHashMap<>();
    private final Map<NodeId, Set<Long>> byNode = new HashMap<>();
    private final Map<Long, History> histories = new HashMap<>();
    private int cursor;
    private int doneCount;
    private int retries;

    public ChunkLedger(long chunks, LedgerRules rules) {
        if (chunks < 0 || chunks > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a round has 0 to " + Integer.MAX_VALUE + " chunks, not " + chunks);
        }
        this.chunks = (int) chunks;
        this.rules = rules;
    }

    /** What became of a lease that ended without a result. */
    public enum Verdict {
        /** The lease was not current: an answer that came too late. */
        STALE,
        /** The chunk waits for another attempt. */
        AGAIN,
        /** The chunk was tried often enough: the job must fail. */
        POISON
    }

    /**
     * A lease that ended without a result, and what follows.
     *
     * @param failures attempts of the chunk that failed so far
     */
    public record Ended(Lease lease, Verdict verdict, Failure cause, int failures) {}

    /**
     * Leases up to {@code max} chunks below {@code limit} to a node: a suspect and nothing else, if one waits; or those to be
     * tried again first, then fresh ones in order. A node that holds a suspect gets nothing.
     *
     * @param alone whether no other node could take a chunk that this node failed
     */
    public List<Lease> lease(NodeId node, int max, long limit, boolean alone, Duration now) {
        if (max <= 0 || solitary.contains(node)) {
            return List.of();
        }
        for (long chunk : suspects.headSet(limit)) {
            if (alone || !histories.get(chunk).shuns(node, now)) {
                suspects.remove(chunk);
                return List.of(grant(chunk, node, now));
            }
        }
        List<Lease> granted = new ArrayList<>(Math.min(max, 64));
        Iterator<Long> waiting = again.iterator();
        while (granted.size() < max && waiting.hasNext()) {
            long chunk = waiting.next();
            if (chunk >= limit) {
                break;
            }
            History history = histories.get(chunk);
            if (alone || history == null || !history.shuns(node, now)) {
                waiting.remove();
                granted.add(grant(chunk, node, now));
            }
        }
        while (granted.size() < max && cursor < Math.min(limit, chunks)) {
            if (!done.get(cursor)) {
                granted.add(grant(cursor, node, now));
            }
            cursor++;
        }
        return granted;
    }

    /** Whether a lease below {@code limit} could be granted, at least to some node at some time. */
    public boolean leasable(long limit) {
        return !again.isEmpty() && again.first() < limit
                || !suspects.isEmpty() && suspects.first() < limit
                || cursor < Math.min(limit, chunks);
    }

    /** Notes a result; true when it is the chunk's first, the one to use. Any attempt's result is as good as another's. */
    public boolean complete(long chunk) {
        if (chunk < 0 || chunk >= chunks || done.get((int) chunk)) {
            return false;
        }
        done.set((int) chunk);
        doneCount++;
        end(chunk);
        again.remove(chunk);
        suspects.remove(chunk);
        histories.remove(chunk);
        return true;
    }

    /** Notes that an attempt failed on a worker of the lease's node. */
    public Ended fail(long chunk, int attempt, int worker, Failure failure, Duration now) {
        Lease lease = leases.get(chunk);
        if (lease == null || lease.attempt() != attempt) {
            return new Ended(lease, Verdict.STALE, failure, 0);
        }
        end(chunk);
        return failed(lease, worker, failure, now);
    }

    /** Takes a lease back that was not begun; this is no attempt. */
    public boolean release(long chunk, int attempt) {
        Lease lease = leases.get(chunk);
        if (lease == null || lease.attempt() != attempt) {
            return false;
        }
        end(chunk);
        History history = histories.computeIfAbsent(chunk, c -> new History());
        history.leases = Math.max(history.leases, attempt);
        await(chunk, history);
        return true;
    }

    /** A node asks to begin a chunk that it leased alone, now that nothing else runs there; false when the lease is not current. */
    public boolean begin(long chunk, int attempt) {
        Lease lease = leases.get(chunk);
        if (lease == null || lease.attempt() != attempt || !lease.alone()) {
            return false;
        }
        leases.put(chunk, lease.withBegun());
        return true;
    }

    /** A sign of life from the worker that computes the chunk. */
    public void renew(long chunk, int attempt, Duration now) {
        Lease lease = leases.get(chunk);
        if (lease != null && lease.attempt() == attempt) {
            leases.remove(chunk);
            leases.put(chunk, lease.until(now.plus(rules.leaseTimeout())));
        }
    }

    /** Voids the leases whose deadline has passed. */
    public List<Ended> expire(Duration now) {
        List<Ended> ended = new ArrayList<>();
        Optional<Lease> oldest = oldest();
        while (oldest.isPresent() && oldest.get().deadline().compareTo(now) <= 0) {
            Lease lease = oldest.get();
            end(lease.chunk());
            String message = "no result and no sign of life within "
                    + rules.leaseTimeout().toMillis() + " ms on " + lease.node();
            ended.add(failed(lease, -1, new Failure(Failure.LEASE_TIMEOUT, message, true), now));
            oldest = oldest();
        }
        return ended;
    }

    /** Takes every lease of a node back that has left in good order; these are no attempts. */
    public void surrender(NodeId node) {
        for (long chunk : List.copyOf(byNode.getOrDefault(node, Set.of()))) {
            release(chunk, leases.get(chunk).attempt());
        }
    }

    /** Voids every lease of a node that is gone: an attempt of a chunk that was begun alone, nobody's fault else. */
    public List<Ended> lost(NodeId node, Duration now) {
        List<Ended> ended = new ArrayList<>();
        for (long chunk : List.copyOf(byNode.getOrDefault(node, Set.of()))) {
            Lease lease = leases.get(chunk);
            end(chunk);
            History history = history(lease, now);
            history.losses++;
            history.failures += lease.begun() ? 1 : 0;
            String message = lease.begun()
                    ? "the node was lost while it computed this chunk alone (" + node + ")"
                    : "node " + node + " was lost while it held the chunk";
            Failure cause = new Failure(Failure.NODE_LOST, message, true);
            boolean poison = lease.begun() && history.failures >= rules.maxAttempts();
            ended.add(new Ended(lease, again(lease, poison), cause, history.failures));
        }
        return ended;
    }

    /** The lease that runs out first. */
    public Optional<Lease> oldest() {
        Iterator<Lease> all = leases.values().iterator();
        return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
    }

    /** Those that are out now, the one that runs out first before the others. */
    public List<Lease> leases() {
        return List.copyOf(leases.values());
    }

    public boolean isDone(long chunk) {
        return done.get(Math.toIntExact(chunk));
    }

    public boolean allDone() {
        return doneCount == chunks;
    }

    public int chunks() {
        return chunks;
    }

    public int doneCount() {
        return doneCount;
    }

    public int leased() {
        return leases.size();
    }

    public int leasedTo(NodeId node) {
        return byNode.getOrDefault(node, Set.of()).size();
    }

    /** How often a chunk had to be put back because an attempt failed, timed out or was lost. */
    public int retries() {
        return retries;
    }

    private Lease grant(long chunk, NodeId node, Duration now) {
        History history = histories.get(chunk);
        boolean suspect = suspect(history);
        int attempt = 1;
        List<Integer> avoid = List.of();
        if (history != null) {
            attempt = history.leases + 1;
            avoid = history.failedOn(node);
            history.leases = attempt;
        }
        Lease lease = new Lease(chunk, attempt, node, now.plus(rules.leaseTimeout()), avoid, suspect, false);
        if (suspect) {
            solitary.add(node);
        }
        leases.put(chunk, lease);
        byNode.computeIfAbsent(node, n -> new LinkedHashSet<>()).add(chunk);
        return lease;
    }

    private Ended failed(Lease lease, int worker, Failure failure, Duration now) {
        History history = history(lease, now);
        history.failures++;
        if (worker >= 0) {
            history.tried.computeIfAbsent(lease.node(), n -> new ArrayList<>()).add(worker);
        }
        boolean poison = !failure.retryable() || history.failures >= rules.maxAttempts();
        return new Ended(lease, again(lease, poison), failure, history.failures);
    }

    private Verdict again(Lease lease, boolean poison) {
        await(lease.chunk(), histories.get(lease.chunk()));
        if (poison) {
            return Verdict.POISON;
        }
        retries++;
        return Verdict.AGAIN;
    }

    private void await(long chunk, History history) {
        (suspect(history) ? suspects : again).add(chunk);
    }

    private boolean suspect(History history) {
        return history != null && history.losses >= rules.suspectAfter();
    }

    private History history(Lease lease, Duration now) {
        History history = histories.computeIfAbsent(lease.chunk(), c -> new History());
        history.leases = Math.max(history.leases, lease.attempt());
        history.lastNode = lease.node();
        history.shunnedUntil = now.plus(rules.avoidance());
        return history;
    }

    private void end(long chunk) {
        Lease lease = leases.remove(chunk);
        if (lease != null) {
            Set<Long> held = byNode.get(lease.node());
            held.remove(chunk);
            if (lease.alone()) {
                solitary.remove(lease.node());
            }
            if (held.isEmpty()) {
                byNode.remove(lease.node());
            }
        }
    }

    private static final class History {
        private final Map<NodeId, List<Integer>> tried = new HashMap<>();
        private int leases;
        private int failures;
        private int losses;
        private NodeId lastNode;
        private Duration shunnedUntil;

        boolean shuns(NodeId node, Duration now) {
            return node.equals(lastNode) && shunnedUntil != null && now.compareTo(shunnedUntil) < 0;
        }

        List<Integer> failedOn(NodeId node) {
            return tried.getOrDefault(node, List.of());
        }
    }
}
