package org.everycore.runtime.job;

import java.util.ArrayList;
import java.util.List;
import org.everycore.runtime.schedule.ChunkLedger;
import org.everycore.runtime.schedule.Lease;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ToClient;

/** The chunks of a round as a map for people: at most {@link #MOST} cells of neighbours, and who computed them. */
final class ChunkCells {
    static final int MOST = 500;

    private final int chunks;
    private final int perCell;
    /** The node that was done last with a chunk of a cell. */
    private final NodeId[] nodes;

    private final int[] attempts;

    ChunkCells(int chunks) {
        this.chunks = chunks;
        this.perCell = Math.max(1, (chunks + MOST - 1) / MOST);
        this.nodes = new NodeId[(chunks + perCell - 1) / perCell];
        this.attempts = new int[nodes.length];
    }

    void done(long chunk, int attempt, NodeId node) {
        int cell = (int) (chunk / perCell);
        nodes[cell] = node;
        attempts[cell] = Math.max(attempts[cell], attempt);
    }

    List<ToClient.ChunkCell> cells(ChunkLedger ledger) {
        int[] done = new int[nodes.length];
        int[] running = new int[nodes.length];
        int[] most = attempts.clone();
        NodeId[] at = nodes.clone();
        for (int chunk = 0; chunk < chunks; chunk++) {
            done[chunk / perCell] += ledger.isDone(chunk) ? 1 : 0;
        }
        for (Lease lease : ledger.leases()) {
            int cell = (int) (lease.chunk() / perCell);
            running[cell]++;
            at[cell] = lease.node();
            most[cell] = Math.max(most[cell], lease.attempt());
        }
        List<ToClient.ChunkCell> cells = new ArrayList<>(nodes.length);
        for (int cell = 0; cell < nodes.length; cell++) {
            long first = (long) cell * perCell;
            cells.add(new ToClient.ChunkCell(
                    first,
                    Math.min(chunks, first + perCell),
                    done[cell],
                    running[cell],
                    most[cell] < 2 ? 0 : most[cell],
                    at[cell] == null ? "" : at[cell].address()));
        }
        return cells;
    }
}
