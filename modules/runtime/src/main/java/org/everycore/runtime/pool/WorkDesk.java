package org.everycore.runtime.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.everycore.runtime.worker.HostedJob;
import org.everycore.runtime.worker.Ticket;

/**
 * Which worker of a node gets which ticket.
 *
 * <p>A worker holds the ticket that it works on and one more, so that it never waits for the next; when chunks are short it
 * holds as many as fill {@value #HOLD_SECONDS} s, and the desk keeps as many again. When nothing is left to hand out, an idle
 * worker is given a ticket that another holds but has not begun; the first to claim it computes it.
 *
 * <p>A ticket may have to run alone. While the desk has one it hands out nothing else and wants nothing, and what nobody has
 * begun goes back to where it came from, for other nodes. Once all workers are through with what they had, the desk asks; only
 * when it is permitted does the ticket run. So whoever permits it knows that nothing else can bring the node down.
 */
final class WorkDesk {
    private static final double HOLD_SECONDS = 0.01;
    private static final int MAX_HOLD = 64;
    private static final double WORTH_STEALING = 0.002;

    private final List<Set<Ticket>> held = new ArrayList<>();
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private double chunkSeconds = 1;
    private int open;
    private Ticket alone;
    private Stage stage = Stage.WAITING;

    /** How far the ticket has come that runs alone. */
    private enum Stage {
        WAITING,
        PERMITTED,
        GIVEN
    }

    /** Tickets for a worker. */
    record Assignment(int worker, List<Ticket> tickets) {}

    WorkDesk(int workers) {
        for (int i = 0; i < workers; i++) {
            held.add(new LinkedHashSet<>());
        }
        open = workers;
    }

    /** Only the first so many workers are given tickets from now on; the others finish what they hold. */
    void open(int workers) {
        open = Math.max(1, Math.min(held.size(), workers));
    }

    int open() {
        return open;
    }

    void add(Ticket ticket) {
        queue.add(ticket);
    }

    /** Takes a ticket that runs alone, unless there is one: then it goes back with the rest. */
    void addAlone(Ticket ticket) {
        if (alone == null) {
            alone = ticket;
            stage = Stage.WAITING;
        } else {
            queue.add(ticket);
        }
    }

    /** What goes back because a ticket is to run alone. */
    List<Ticket> displaced() {
        return alone == null ? List.of() : recall(Optional.empty(), false);
    }

    /** The ticket that could begin alone now, if that is permitted. */
    Optional<Ticket> asks() {
        boolean quiet = alone != null && stage == Stage.WAITING && held.stream().allMatch(Set::isEmpty);
        return quiet ? Optional.of(alone) : Optional.empty();
    }

    /** Lets the ticket begin that {@link #asks()} gave, or drops it. */
    void answer(boolean go) {
        if (asks().isEmpty()) {
            throw new IllegalStateException("nobody asked");
        }
        if (go) {
            stage = Stage.PERMITTED;
        } else {
            alone = null;
        }
    }

    /** Hands out what can be handed out now. */
    List<Assignment> assign() {
        if (alone != null) {
            return assignAlone();
        }
        List<Assignment> assignments = new ArrayList<>();
        int hold = hold();
        int share = Math.max(1, (queue.size() + open - 1) / open);
        for (int level = 0; level < hold && !queue.isEmpty(); level = Math.max(1, level * 2)) {
            for (int worker = 0; worker < open && !queue.isEmpty(); worker++) {
                int load = held.get(worker).size();
                if (load <= Math.min(level, hold / 2)) {
                    give(worker, Math.min(hold - load, share), assignments);
                }
            }
        }
        if (queue.isEmpty() && chunkSeconds > WORTH_STEALING) {
            for (int worker = 0; worker < open; worker++) {
                if (held.get(worker).isEmpty()) {
                    steal(worker, assignments);
                }
            }
        }
        return assignments;
    }

    private List<Assignment> assignAlone() {
        if (stage != Stage.PERMITTED) {
            return List.of();
        }
        int worker = 0;
        while (worker < held.size() - 1 && alone.avoids(worker)) {
            worker++;
        }
        stage = Stage.GIVEN;
        held.get(worker).add(alone);
        return List.of(new Assignment(worker, List.of(alone)));
    }

    /** A worker is through with a ticket. */
    void reported(int worker, Ticket ticket) {
        held.get(worker).remove(ticket);
        left(ticket);
    }

    private void left(Ticket ticket) {
        if (ticket == alone) {
            alone = null;
        }
    }

    /** Learns how long chunks take; long ones count at once, short ones after some, so that nothing long is fetched ahead. */
    void took(double seconds) {
        chunkSeconds = seconds > chunkSeconds ? seconds : 0.7 * chunkSeconds + 0.3 * seconds;
    }

    /** Whether chunks are so short that workers report many at once. */
    boolean shortChunks() {
        return chunkSeconds < 2 * HOLD_SECONDS;
    }

    /** Calls back every ticket of a job, or of all, that nobody has begun. */
    List<Ticket> recall(Optional<HostedJob<?, ?>> job) {
        return recall(job, true);
    }

    private List<Ticket> recall(Optional<HostedJob<?, ?>> job, boolean also) {
        List<Ticket> recalled = new ArrayList<>();
        if (also && alone != null && stage != Stage.GIVEN && (job.isEmpty() || alone.job() == job.get())) {
            recalled.add(alone);
            alone = null;
        }
        for (Iterator<Ticket> each = queue.iterator(); each.hasNext(); ) {
            Ticket ticket = each.next();
            if (job.isEmpty() || ticket.job() == job.get()) {
                each.remove();
                recalled.add(ticket);
            }
        }
        for (Set<Ticket> tickets : held) {
            for (Ticket ticket : tickets) {
                boolean wanted = job.isEmpty() || ticket.job() == job.get();
                if (wanted && (also || ticket != alone) && ticket.claim()) {
                    recalled.add(ticket);
                }
            }
        }
        return recalled;
    }

    /** Forgets what a worker holds; what it had not begun waits for another worker. */
    List<Ticket> abandon(int worker) {
        List<Ticket> begun = new ArrayList<>();
        for (Ticket ticket : held.get(worker)) {
            if (ticket.claimed()) {
                begun.add(ticket);
                left(ticket);
            } else if (ticket == alone) {
                stage = Stage.PERMITTED;
            } else {
                queue.addFirst(ticket);
            }
        }
        held.get(worker).clear();
        return begun;
    }

    Collection<Ticket> heldBy(int worker) {
        return held.get(worker);
    }

    /** Tickets that no worker holds. */
    Collection<Ticket> queued() {
        if (alone == null || stage == Stage.GIVEN) {
            return queue;
        }
        List<Ticket> all = new ArrayList<>(queue);
        all.add(alone);
        return all;
    }

    /** Workers with nothing to do and nothing to come. */
    int idle() {
        if (alone != null) {
            return 0;
        }
        int idle = 0;
        for (Set<Ticket> tickets : held.subList(0, open)) {
            idle += tickets.isEmpty() ? 1 : 0;
        }
        return Math.max(0, idle - queue.size());
    }

    int busy() {
        int busy = 0;
        for (Set<Ticket> tickets : held) {
            busy += tickets.isEmpty() ? 0 : 1;
        }
        return busy;
    }

    /** How many leases there is room for. */
    int slots() {
        if (alone != null) {
            return 0;
        }
        int load = queue.size();
        for (Set<Ticket> tickets : held) {
            load += tickets.size();
        }
        return Math.max(0, target() - load);
    }

    /** How many tickets the desk and its workers should have together. */
    int target() {
        int hold = hold();
        return open * (hold == 2 ? 2 : 2 * hold);
    }

    boolean empty() {
        return alone == null && queue.isEmpty() && held.stream().allMatch(Set::isEmpty);
    }

    private int hold() {
        return 1 + (int) Math.max(1, Math.min(MAX_HOLD, HOLD_SECONDS / chunkSeconds));
    }

    private void give(int worker, int most, List<Assignment> assignments) {
        List<Ticket> given = new ArrayList<>();
        for (Iterator<Ticket> each = queue.iterator(); given.size() < most && each.hasNext(); ) {
            Ticket ticket = each.next();
            if (fits(worker, ticket)) {
                each.remove();
                held.get(worker).add(ticket);
                given.add(ticket);
            }
        }
        if (!given.isEmpty()) {
            assignments.add(new Assignment(worker, given));
        }
    }

    private void steal(int thief, List<Assignment> assignments) {
        Ticket best = null;
        int most = 1;
        for (Set<Ticket> tickets : held) {
            if (tickets.size() > most) {
                for (Ticket ticket : tickets) {
                    if (!ticket.claimed() && fits(thief, ticket)) {
                        best = ticket;
                        most = tickets.size();
                    }
                }
            }
        }
        if (best != null) {
            held.get(thief).add(best);
            assignments.add(new Assignment(thief, List.of(best)));
        }
    }

    /** Whether a worker may take a ticket: one that failed the chunk stands back for others, and a job has its limit. */
    private boolean fits(int worker, Ticket ticket) {
        if (ticket.avoids(worker) && othersFor(ticket)) {
            return false;
        }
        int limit = ticket.job().description().workersPerNode();
        if (limit == 0 || limit >= held.size() || works(worker, ticket.job())) {
            return true;
        }
        int workers = 0;
        for (int other = 0; other < held.size(); other++) {
            workers += works(other, ticket.job()) ? 1 : 0;
        }
        return workers < limit;
    }

    private boolean othersFor(Ticket ticket) {
        int limit = ticket.job().description().workersPerNode();
        for (int other = 0; other < open; other++) {
            if (!ticket.avoids(other) && limit != 1) {
                return true;
            }
        }
        return false;
    }

    private boolean works(int worker, HostedJob<?, ?> job) {
        for (Ticket ticket : held.get(worker)) {
            if (ticket.job() == job) {
                return true;
            }
        }
        return false;
    }
}
