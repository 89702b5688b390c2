package org.everycore.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.ChunkLedger;
import org.everycore.runtime.schedule.ChunkLedger.Ended;
import org.everycore.runtime.schedule.ChunkLedger.Verdict;
import org.everycore.runtime.schedule.Lease;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.worker.HostedJob;
import org.everycore.runtime.worker.HostedRound;
import org.everycore.runtime.worker.Ticket;
import org.everycore.testing.TraceKind;
import org.everycore.testing.TraceSpec;

/**
 * A cluster of ledgers and desks without actors. Messages between them take as long as chance says, in order from one to
 * another; a chunk that kills takes its node along, with all that it holds and all that is on its way; nodes come back.
 */
final class SuspectWorld {
    private final Random random;
    private final List<Task> tasks;
    private final List<Machine> machines = new ArrayList<>();
    private Duration now = Duration.ZERO;

    /** A job: its first chunks kill their node. */
    static final class Task {
        final ChunkLedger ledger;
        final List<Long> poisoned = new ArrayList<>();
        private final int killers;
        private final HostedJob<?, ?> job;
        private final HostedRound round;
        boolean cancelled;
        int failures;

        Task(String id, int chunks, int killers) {
            this.killers = killers;
            TraceKind kind = new TraceKind();
            JobRequest request = JobRequest.of(
                    TraceKind.NAME, 1, Json.mapper().createObjectNode().put("blocks", chunks));
            TraceSpec spec = kind.parse(request.spec());
            JobId name = new JobId(id);
            JobPlan plan = kind.plan(spec, new JobContext(name, 1, Kernel.BLOCKED, Inputs.LOCAL));
            JobDescription description = new JobDescription(name, request, plan, Kernel.BLOCKED, "exact", 0);
            job = new HostedJob<>(description, kind, Inputs.LOCAL, false, Payloads.NONE);
            round = new HostedRound(0, plan.chunks(), new Partial.Local(new byte[8]));
            LedgerRules rules = new LedgerRules(3, 2, Duration.ofSeconds(60), Duration.ofSeconds(2));
            ledger = new ChunkLedger(chunks, rules);
        }

        boolean over() {
            return cancelled || !poisoned.isEmpty() || ledger.allDone();
        }

        private void note(Ended ended) {
            if (ended.verdict() == Verdict.POISON && !over()) {
                poisoned.add(ended.lease().chunk());
                failures = ended.failures();
            }
        }
    }

    private record Running(int worker, Ticket ticket) {}

    /** A node: its desk, what its workers are at, and the messages to it and from it. */
    private static final class Machine {
        private final NodeId node;
        private final int workers;
        private final WorkDesk desk;
        private final List<Runnable> inbox = new ArrayList<>();
        private final List<Runnable> outbox = new ArrayList<>();
        private final List<WorkDesk.Assignment> given = new ArrayList<>();
        private final List<Running> running = new ArrayList<>();
        private boolean draining;

        Machine(NodeId node, int workers) {
            this.node = node;
            this.workers = workers;
            this.desk = new WorkDesk(workers);
        }
    }

    SuspectWorld(Random random, int nodes, int workers, List<Task> tasks) {
        this.random = random;
        this.tasks = tasks;
        for (int i = 0; i < nodes; i++) {
            machines.add(new Machine(new NodeId("n" + i), workers));
            if (random.nextBoolean()) {
                machines.get(i).desk.took(0.001);
            }
        }
    }

    boolean ended() {
        return tasks.stream().allMatch(Task::over);
    }

    void step() {
        now = now.plusMillis(random.nextInt(50));
        Machine machine = machines.get(random.nextInt(machines.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> grant(machine);
            case 2, 3, 4 -> deliver(machine.inbox);
            case 5, 6 -> deliver(machine.outbox);
            case 7, 8 -> begin(machine);
            case 9, 10 -> finish(machine);
            default -> disturb(machine);
        }
        handOut(machine);
    }

    private void grant(Machine machine) {
        Task task = tasks.get(random.nextInt(tasks.size()));
        boolean only = machines.size() == 1;
        int most = Math.min(machine.desk.slots(), 1 + random.nextInt(4));
        if (task.over()) {
            return;
        }
        List<Lease> leases = task.ledger.lease(machine.node, most, Long.MAX_VALUE, only, now);
        assertThat(leases.stream().anyMatch(Lease::alone) ? leases.size() : 1).isEqualTo(1);
        machine.inbox.add(() -> take(machine, task, leases));
    }

    private void take(Machine machine, Task task, List<Lease> leases) {
        for (Lease lease : leases) {
            Ticket ticket = new Ticket(task.job, task.round, lease.chunk(), lease.attempt(), lease.avoid());
            if (lease.alone()) {
                machine.desk.addAlone(ticket);
            } else {
                machine.desk.add(ticket);
            }
        }
        returned(machine, machine.draining ? machine.desk.recall(Optional.empty()) : machine.desk.displaced());
    }

    private void returned(Machine machine, List<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            machine.outbox.add(() -> of(ticket).ledger.release(ticket.chunk().index(), ticket.attempt()));
        }
    }

    private void handOut(Machine machine) {
        machine.given.addAll(machine.desk.assign());
        if (random.nextInt(3) == 0) {
            machine.desk.asks().ifPresent(ticket -> machine.outbox.add(() -> answer(machine, ticket)));
        }
    }

    private void answer(Machine machine, Ticket ticket) {
        Task task = of(ticket);
        boolean go = !task.over() && task.ledger.begin(ticket.chunk().index(), ticket.attempt());
        if (random.nextInt(5) > 0) {
            machine.inbox.add(() ->
                    machine.desk.asks().filter(asked -> asked == ticket).ifPresent(asked -> machine.desk.answer(go)));
        }
    }

    private void begin(Machine machine) {
        if (machine.given.isEmpty()) {
            return;
        }
        WorkDesk.Assignment next = machine.given.get(0);
        if (machine.running.stream().anyMatch(run -> run.worker() == next.worker())) {
            Collections.rotate(machine.given, 1);
            return;
        }
        machine.given.remove(0);
        List<Ticket> tickets = next.tickets();
        Ticket first = tickets.get(0);
        if (tickets.size() > 1) {
            machine.given.add(0, new WorkDesk.Assignment(next.worker(), tickets.subList(1, tickets.size())));
        }
        if (!first.claim()) {
            machine.desk.reported(next.worker(), first);
            return;
        }
        machine.running.add(new Running(next.worker(), first));
        if (first.chunk().index() < of(first).killers && !first.job().cancelled() && random.nextInt(4) > 0) {
            die(machine);
        }
    }

    private void finish(Machine machine) {
        if (machine.running.isEmpty()) {
            return;
        }
        Running run = machine.running.get(random.nextInt(machine.running.size()));
        Ticket ticket = run.ticket();
        Task task = of(ticket);
        if (ticket.chunk().index() < task.killers && !ticket.job().cancelled()) {
            die(machine);
            return;
        }
        machine.running.remove(run);
        machine.desk.reported(run.worker(), ticket);
        machine.outbox.add(() -> task.ledger.complete(ticket.chunk().index()));
    }

    private void disturb(Machine machine) {
        if (random.nextInt(20) == 0) {
            machine.draining = true;
            returned(machine, machine.desk.recall(Optional.empty()));
        }
        if (machine.draining && machine.desk.empty()) {
            while (!machine.outbox.isEmpty()) {
                deliver(machine.outbox);
            }
            tasks.forEach(task -> task.ledger.surrender(machine.node));
            revive(machine);
        }
        for (Task task : tasks) {
            if (random.nextInt(400) == 0 && task.job.id().value().equals("second")) {
                task.cancelled = true;
            }
            if (task.over()) {
                task.job.cancel();
                machine.inbox.add(() -> machine.desk.recall(Optional.of(task.job)));
            }
        }
    }

    /** The node is gone, and back at once, empty. */
    private void die(Machine machine) {
        for (Task task : tasks) {
            for (Ended ended : task.ledger.lost(machine.node, now)) {
                // One that is done or was called back may die with the news of it, while others run already: that
                // counts
                // against it once, and it takes three.
                boolean runs = machine.running.stream()
                        .map(Running::ticket)
                        .anyMatch(ticket -> of(ticket) == task
                                && ticket.chunk().index() == ended.lease().chunk());
                if (ended.lease().begun() && runs) {
                    assertThat(machine.running)
                            .as("what ran when a chunk ran alone")
                            .hasSize(1);
                }
                task.note(ended);
            }
        }
        revive(machine);
    }

    private void revive(Machine machine) {
        machines.set(machines.indexOf(machine), new Machine(machine.node, machine.workers));
    }

    private void deliver(List<Runnable> messages) {
        if (!messages.isEmpty()) {
            messages.remove(0).run();
        }
    }

    private Task of(Ticket ticket) {
        return tasks.stream()
                .filter(task -> task.job == ticket.job())
                .findFirst()
                .orElseThrow();
    }
}
