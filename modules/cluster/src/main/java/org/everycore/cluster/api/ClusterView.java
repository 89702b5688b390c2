package org.everycore.cluster.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The nodes of a cluster and what they do.
 *
 * @param supervisor id of the node that supervises; null while there is none
 * @param epoch of the supervisor
 * @param workersWanted core workers that the jobs at hand could keep busy now, for who adds and removes machines
 * @param missing nodes that were lost and have not come back, as the node saw it that answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterView(
        String supervisor,
        long epoch,
        int jobsQueued,
        int jobsRunning,
        long workersWanted,
        List<Node> nodes,
        List<Missing> missing) {
    public ClusterView {
        nodes = List.copyOf(nodes);
        missing = List.copyOf(missing);
    }

    /** A node that was lost at a time. */
    public record Missing(
            String address,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant since) {}

    /**
     * One JVM.
     *
     * @param id what {@code drain} takes
     * @param status up, leaving, unreachable, draining...
     * @param workers core workers
     * @param devices names of the devices that jobs can use there
     * @param kinds job kinds that it can compute
     * @param strategies that it knows
     * @param families numeric families that its workers compute
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String id,
            String address,
            List<String> roles,
            String status,
            int workers,
            int workersBusy,
            long chunksDone,
            List<String> families,
            List<String> kinds,
            List<String> strategies,
            List<String> devices,
            String version) {
        public Node {
            roles = List.copyOf(roles);
            families = List.copyOf(families);
            kinds = List.copyOf(kinds);
            strategies = List.copyOf(strategies);
            devices = List.copyOf(devices);
        }
    }
}
