package org.everycore.runtime.schedule;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.jobs.JobId;

/** Who is there to compute, which jobs each can take, and what a job lacks that nobody can take. */
public final class Roster {
    private final Map<NodeId, Member> members = new LinkedHashMap<>();

    /**
     * What a pool of workers offers.
     *
     * @param address of its node, for people
     * @param kinds the job kinds that it knows
     */
    public record Offer(NodeId node, String address, Capability capability, int workers, Set<String> kinds) {
        public Offer {
            Objects.requireNonNull(node, "node is null");
            Objects.requireNonNull(address, "address is null");
            Objects.requireNonNull(capability, "capability is null");
            kinds = Set.copyOf(kinds);
        }
    }

    /** What a job asks of a pool. */
    public record Ask(JobId job, String kind, Capability capability) {}

    /**
     * Why no pool takes a job.
     *
     * @param reason one line for a person
     * @param refused whether there are pools of the wanted sort and each of them cannot: waiting alone will not help
     */
    public record Lack(String reason, boolean refused) {}

    private static final class Member {
        private final Offer offer;
        private final Map<JobId, String> unfit = new HashMap<>();
        private boolean draining;

        Member(Offer offer) {
            this.offer = offer;
        }

        boolean takes(Ask ask) {
            return isFor(ask) && offer.kinds().contains(ask.kind()) && !unfit.containsKey(ask.job());
        }

        boolean isFor(Ask ask) {
            return !draining && offer.capability() == ask.capability();
        }
    }

    public void joined(Offer offer) {
        members.put(offer.node(), new Member(offer));
    }

    /** The pool takes no more work. */
    public void draining(NodeId node) {
        Optional.ofNullable(members.get(node)).ifPresent(member -> member.draining = true);
    }

    public void left(NodeId node) {
        members.remove(node);
    }

    /** The pool found that it cannot compute this job, and why. */
    public void unfit(JobId job, NodeId node, String reason) {
        Optional.ofNullable(members.get(node)).ifPresent(member -> member.unfit.put(job, reason));
    }

    /** The job has ended, or begins anew in another way: what was found about it is void. */
    public void forget(JobId job) {
        members.values().forEach(member -> member.unfit.remove(job));
    }

    public boolean isDraining(NodeId node) {
        return members.containsKey(node) && members.get(node).draining;
    }

    /** The pools that can take a job now. */
    public Stream<Offer> fit(Ask ask) {
        return members.values().stream().filter(member -> member.takes(ask)).map(member -> member.offer);
    }

    /** The pools that are there and cannot compute the job. */
    public Stream<NodeId> unfitFor(Ask ask) {
        return members.values().stream()
                .filter(member -> !member.offer.kinds().contains(ask.kind()) || member.unfit.containsKey(ask.job()))
                .map(member -> member.offer.node());
    }

    /** What keeps a job waiting; empty when a pool can take it. */
    public Optional<Lack> lack(Ask ask) {
        if (fit(ask).findAny().isPresent()) {
            return Optional.empty();
        }
        List<Member> there =
                members.values().stream().filter(member -> member.isFor(ask)).toList();
        if (there.isEmpty()) {
            boolean leaving = members.values().stream()
                    .anyMatch(member -> member.draining && member.offer.capability() == ask.capability());
            String role = ask.capability() == Capability.CPU ? "cpu" : "gpu";
            return Optional.of(new Lack(
                    "a node with role " + role + (leaving ? ": those that are there are leaving" : ": there is none"),
                    false));
        }
        boolean known = there.stream().anyMatch(member -> member.offer.kinds().contains(ask.kind()));
        String reason = known
                ? "a node that can run it: "
                        + there.stream()
                                .map(member -> member.offer.address() + " "
                                        + member.unfit.getOrDefault(ask.job(), "does not know " + ask.kind()))
                                .distinct()
                                .collect(Collectors.joining("; "))
                : "a node that knows the kind " + ask.kind() + ": "
                        + there.stream()
                                .map(member -> member.offer.address())
                                .collect(Collectors.toCollection(TreeSet::new))
                                .stream()
                                .collect(Collectors.joining(", "))
                        + " do not; its jar belongs into lib/ext of every node that is to run it";
        return Optional.of(new Lack(reason, true));
    }
}
