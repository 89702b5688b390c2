package org.everycore.cluster.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.LeaseKey;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;

/**
 * The types that travel between nodes, each with its number. Numbers are never reused and never change: a type that goes
 * leaves a gap, a new one goes to the end. Two nodes whose tables differ do not join one cluster.
 */
final class WireTable {
    /** Of the protocol: what messages mean, beside what they are made of. */
    static final int VERSION = 3;

    /** The first number; Kryo keeps those below for primitives. */
    private static final int FIRST = 20;

    private static final Map<Class<?>, Integer> RECORDS = new LinkedHashMap<>();

    static {
        int id = FIRST;
        for (Class<?> type : new Class<?>[] {
            ToPool.Greet.class,
            ToPool.OpenJob.class,
            ToPool.OpenRound.class,
            ToPool.Leases.class,
            ToPool.CloseJob.class,
            ToPool.Drain.class,
            ToSupervisor.PoolReady.class,
            ToSupervisor.Want.class,
            ToSupervisor.Draining.class,
            ToSupervisor.SubmitJob.class,
            ToSupervisor.CancelJob.class,
            ToSupervisor.WatchJob.class,
            ToSupervisor.UnwatchJob.class,
            ToSupervisor.AskProgress.class,
            ToSupervisor.AskOffice.class,
            ToSupervisor.DrainNode.class,
            ToJob.Results.class,
            ToJob.Renew.class,
            ToJob.Unknown.class,
            ToClient.Answered.class,
            ToClient.CancelSeen.class,
            ToClient.ProgressIs.class,
            ToClient.Happened.class,
            ToClient.NotHere.class,
            ToClient.DrainSeen.class,
            ToClient.Office.class,
            ToClient.PoolState.class,
            JobDescription.class,
            LeaseKey.class,
            LeaseRange.class,
            Partial.Encoded.class,
            ChunkOutcome.Done.class,
            ChunkOutcome.Failed.class,
            ChunkOutcome.Returned.class,
            Payload.Inline.class,
            Payload.Blob.class,
            Failure.class,
            NodeId.class,
            JobId.class,
            ChunkPlan.class,
            SubmitReply.Accepted.class,
            SubmitReply.Refused.class,
            SubmitReply.Reason.class,
            Capability.class,
            Kernel.class,
            JobState.class,
            JobEvent.StateChanged.class,
            JobEvent.Progressed.class,
            JobEvent.Logged.class,
            JobEvent.Ended.class,
            Duration.class,
            Instant.class,
            ToPool.Begin.class,
            ToJob.MayBegin.class,
            ToJob.Unfit.class,
            ToSupervisor.AskLanes.class,
            ToSupervisor.AskChunks.class,
            ToClient.Lanes.class,
            ToClient.Lane.class,
            ToClient.LaneBlock.class,
            ToClient.ChunkMap.class,
            ToClient.ChunkCell.class,
        }) {
            RECORDS.put(type, id++);
        }
    }

    /** Numbers of the types that have serializers of our own. */
    static final int STRING = 100;

    static final int BYTES = 101;
    static final int LIST = 102;
    static final int OPTIONAL = 103;
    static final int ACTOR_REF = 104;
    static final int JOB_REQUEST = 105;
    static final int JOB_PLAN = 106;
    static final int PROGRESS = 107;
    static final int JSON = 108;

    private WireTable() {}

    /** Records and enums, with their numbers. */
    static Map<Class<?>, Integer> records() {
        return RECORDS;
    }

    static Collection<Class<?>> types() {
        return RECORDS.keySet();
    }

    /** Hash of names, numbers and components: differs as soon as two nodes would read each other's bytes differently. */
    static String hash() {
        StringBuilder text = new StringBuilder();
        RECORDS.forEach((type, id) -> {
            text.append(id).append(' ').append(type.getName());
            if (type.isRecord()) {
                for (var component : type.getRecordComponents()) {
                    text.append(' ').append(component.getGenericType().getTypeName());
                }
            } else if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    text.append(' ').append(((Enum<?>) constant).name());
                }
            }
            text.append('\n');
        });
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
