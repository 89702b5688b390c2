package org.everycore.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.everycore.jobs.JobId;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Roster.Ask SQUARES = new Roster.Ask(new JobId("j"), "demo.squares", Capability.CPU);

    private final Roster roster = new Roster();

    @Test
    void aJobGoesToThoseWhoKnowItsKindAlone() {
        roster.joined(offer(A, "photonics.sample"));
        roster.joined(offer(B, "photonics.sample", "demo.squares"));
        assertThat(roster.fit(SQUARES)).extracting(Roster.Offer::node).containsExactly(B);
        assertThat(roster.unfitFor(SQUARES)).containsExactly(A);
        assertThat(roster.lack(SQUARES)).isEmpty();
    }

    @Test
    void whatIsLackingIsSaidWithTheNodesAndTheRemedy() {
        assertThat(roster.lack(SQUARES)).contains(new Roster.Lack("a node with role cpu: there is none", false));
        roster.joined(offer(A, "photonics.sample"));
        assertThat(roster.lack(SQUARES))
                .contains(new Roster.Lack(
                        "a node that knows the kind demo.squares: host-a:1 do not; its jar belongs into lib/ext of every"
                                + " node that is to run it",
                        true));
        roster.joined(offer(B, "demo.squares"));
        roster.unfit(SQUARES.job(), B, "the engine here computes family x, the job is of family y");
        assertThat(roster.lack(SQUARES).orElseThrow().reason())
                .isEqualTo("a node that can run it: host-a:1 does not know demo.squares; host-b:1 the engine here"
                        + " computes family x, the job is of family y");
        roster.forget(SQUARES.job());
        assertThat(roster.lack(SQUARES)).isEmpty();
        roster.draining(B);
        assertThat(roster.lack(SQUARES).orElseThrow().refused()).isTrue();
        roster.left(A);
        assertThat(roster.lack(SQUARES))
                .contains(new Roster.Lack("a node with role cpu: those that are there are leaving", false));
    }

    private static Roster.Offer offer(NodeId node, String... kinds) {
        return new Roster.Offer(node, "host-" + node.value() + ":1", Capability.CPU, 2, Set.of(kinds));
    }
}
