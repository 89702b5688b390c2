package org.everycore.cluster.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.everycore.jobs.JobId;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.ChunkLedger;
import org.everycore.runtime.schedule.Lease;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.runtime.schedule.MergeWindow;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.schedule.Scheduler;

/**
 * A cluster in virtual time: the real decisions of supervisor and coordinator, simulated nodes, network and work.
 *
 * <p>Supervisor and coordinator are two servers with queues. What a decision costs them is measured while it is made, plus a
 * constant for receiving, and passes in virtual time; so a supervisor that is too slow shows as idle workers. Nodes behave as
 * pools do: each worker has the chunk it works on and one more, and every report is followed by a statement of what the node
 * can take.
 */
public final class Simulation {
    private static final JobId JOB = new JobId("simulated");
    private static final int REPORTS_TOGETHER = 64;
    private static final long TOGETHER_NANOS = 20_000_000;

    private final Setting setting;
    private final SplittableRandom random = new SplittableRandom(42);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Scheduler scheduler = new Scheduler();
    private final ChunkLedger ledger;
    private final MergeWindow<Boolean> window;
    private final Node[] nodes;
    private final Server supervisor = new Server();
    private final Server coordinator = new Server();
    private boolean satedAnywhere = true;
    private long now;
    private long sequence;
    private long busyNanos;
    private long firstDone;

    /**
     * What is simulated.
     *
     * @param chunkTime mean of a chunk's time; single ones differ by up to a fifth
     * @param latency of a message, one way
     * @param receiving what a message costs its receiver beside the decision: deserialization and mailbox
     */
    public record Setting(
            int nodeCount,
            int workersPerNode,
            int chunksPerWorker,
            Duration chunkTime,
            Duration latency,
            Duration receiving) {}

    /**
     * What came of it.
     *
     * @param utilisation busy worker seconds over worker seconds, start and end included
     * @param supervisorLoad share of its time that the supervisor was busy; likewise for the coordinator
     * @param decisionNanos mean cost of one lease to supervisor and coordinator together
     */
    public record Outcome(
            double seconds,
            double utilisation,
            double leasesPerSecond,
            double supervisorLoad,
            double coordinatorLoad,
            double decisionNanos,
            long messages) {}

    private Simulation(Setting setting) {
        this.setting = setting;
        int workers = setting.nodeCount() * setting.workersPerNode();
        long chunks = (long) workers * setting.chunksPerWorker();
        ledger = new ChunkLedger(chunks, LedgerRules.DEFAULT);
        window = new MergeWindow<>(8 * workers);
        nodes = new Node[setting.nodeCount()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node(i, setting.workersPerNode());
        }
    }

    /** Runs one job to its end. */
    public static Outcome run(Setting setting) {
        return new Simulation(setting).run();
    }

    private Outcome run() {
        for (Node node : nodes) {
            scheduler.poolJoined(node.id, Capability.CPU);
            send(() -> supervisorHears(node));
        }
        scheduler.jobAdded(JOB, new Scheduler.Needs(5, Capability.CPU, Optional.empty()));
        later(0, () -> supervisor.serve(() -> hungry()));
        while (!events.isEmpty()) {
            Event event = events.poll();
            now = Math.max(now, event.at);
            event.action.run();
        }
        if (!ledger.allDone() || window.merged() != ledger.chunks()) {
            throw new IllegalStateException(ledger.doneCount() + " of " + ledger.chunks() + " chunks were done");
        }
        double seconds = firstDone / 1e9;
        int workers = setting.nodeCount() * setting.workersPerNode();
        return new Outcome(
                seconds,
                busyNanos / (firstDone * (double) workers),
                ledger.chunks() / seconds,
                supervisor.busy / (double) firstDone,
                coordinator.busy / (double) firstDone,
                (supervisor.busy + coordinator.busy) / (double) ledger.chunks(),
                supervisor.messages + coordinator.messages);
    }

    private void hungry() {
        satedAnywhere = false;
        grant(scheduler.hungry(JOB));
    }

    private void supervisorHears(Node node) {
        int idle = node.idle;
        int slots = node.slots();
        long received = node.received;
        supervisor.serve(() -> grant(scheduler.want(node.id, idle, slots, received, false)));
    }

    private void grant(List<Scheduler.Grant> grants) {
        for (Scheduler.Grant grant : grants) {
            after(() -> coordinator.serve(() -> lease(grant)));
        }
    }

    private void lease(Scheduler.Grant grant) {
        List<Lease> leases = ledger.lease(grant.node(), grant.leases(), window.limit(), false, Duration.ofNanos(now));
        int unused = grant.leases() - leases.size();
        if (unused > 0) {
            satedAnywhere = !ledger.leasable(window.limit());
            boolean anywhere = satedAnywhere;
            after(() -> supervisor.serve(() -> grant(scheduler.unused(JOB, grant.node(), unused, anywhere))));
        }
        if (!leases.isEmpty()) {
            Node node = nodes[Integer.parseInt(grant.node().value())];
            long[] chunks = leases.stream().mapToLong(Lease::chunk).toArray();
            afterLatency(() -> node.take(chunks));
        }
    }

    private void results(List<Long> chunks) {
        for (long chunk : chunks) {
            if (ledger.complete(chunk)) {
                window.put(chunk, Boolean.TRUE);
            }
        }
        List<MergeWindow.Ready<Boolean>> ready = window.take(Integer.MAX_VALUE);
        if (!ready.isEmpty()) {
            window.mergedBelow(ready.get(ready.size() - 1).chunk() + 1);
        }
        if (satedAnywhere && ledger.leasable(window.limit())) {
            satedAnywhere = false;
            after(() -> supervisor.serve(this::hungry));
        }
    }

    private void send(Runnable action) {
        later(setting.latency().toNanos(), action);
    }

    private void later(long nanos, Runnable action) {
        events.add(new Event(now + nanos, sequence++, action));
    }

    /** What a server sends leaves when it is done with the decision. */
    private void after(Runnable action) {
        pending.add(new Pending(0, action));
    }

    private void afterLatency(Runnable action) {
        pending.add(new Pending(setting.latency().toNanos(), action));
    }

    private final List<Pending> pending = new ArrayList<>();

    private record Pending(long delay, Runnable action) {}

    /** An actor: takes one message after the other, and is busy for as long as each takes. */
    private final class Server {
        private long freeAt;
        private long busy;
        private long messages;

        void serve(Runnable decision) {
            long begin = Math.max(now, freeAt);
            long start = System.nanoTime();
            decision.run();
            long cost = System.nanoTime() - start + setting.receiving().toNanos();
            freeAt = begin + cost;
            busy += cost;
            messages++;
            for (Pending each : pending) {
                events.add(new Event(freeAt + each.delay(), sequence++, each.action()));
            }
            pending.clear();
        }
    }

    private final class Node {
        private final NodeId id;
        private final Deque<Long> queue = new ArrayDeque<>();
        private final List<Long> finished = new ArrayList<>();
        private final int workers;
        private int idle;
        private long received;
        private boolean reporting;

        Node(int index, int workers) {
            this.id = new NodeId(Integer.toString(index));
            this.workers = workers;
            this.idle = workers;
        }

        int slots() {
            return Math.max(0, 2 * workers - (workers - idle) - queue.size());
        }

        void take(long[] chunks) {
            received += chunks.length;
            for (long chunk : chunks) {
                queue.add(chunk);
            }
            work();
        }

        private void work() {
            while (idle > 0 && !queue.isEmpty()) {
                long chunk = queue.remove();
                idle--;
                long nanos = (long) (setting.chunkTime().toNanos() * (0.8 + 0.4 * random.nextDouble()));
                busyNanos += nanos;
                later(nanos, () -> done(chunk));
            }
        }

        private void done(long chunk) {
            firstDone = now;
            idle++;
            finished.add(chunk);
            work();
            if (!reporting) {
                reporting = true;
                later(idle > 0 ? 0 : TOGETHER_NANOS, this::report);
            }
        }

        /** What ended within a moment travels together, with the statement of what the node can take. */
        private void report() {
            reporting = false;
            for (int from = 0; from < finished.size(); from += REPORTS_TOGETHER) {
                List<Long> some =
                        List.copyOf(finished.subList(from, Math.min(finished.size(), from + REPORTS_TOGETHER)));
                send(() -> coordinator.serve(() -> results(some)));
            }
            finished.clear();
            int idleNow = idle;
            int slots = slots();
            long receivedNow = received;
            send(() -> supervisor.serve(() -> grant(scheduler.want(id, idleNow, slots, receivedNow, false))));
        }
    }

    private static final class Event implements Comparable<Event> {
        private final long at;
        private final long order;
        private final Runnable action;

        Event(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
