package org.everycore.cluster.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.RecordComponent;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.record.Payload;
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
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.WireMessage;
import org.everycore.testing.TraceKind;
import org.everycore.testing.TraceSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WireSerializerTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create("wire", ConfigFactory.parseString("pekko.actor.provider = local"));
    private static final WireSerializer SERIALIZER =
            new WireSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));
    private static final ActorRef<?> REF = KIT.createTestProbe().getRef();

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @TestFactory
    Stream<DynamicTest> everyMessageHasANumberAndComesBackAsItWas() {
        List<Class<?>> leaves = new ArrayList<>();
        leaves(WireMessage.class, leaves);
        assertThat(leaves).hasSizeGreaterThan(20);
        return leaves.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    assertThat(WireTable.types()).contains(type);
                    Object message = sample(type, type);
                    Object back = SERIALIZER.fromBinary(SERIALIZER.toBinary(message), SERIALIZER.manifest(message));
                    assertThat(back).isEqualTo(message);
                }));
    }

    @Test
    void everyOutcomeAndEventTravels() throws Exception {
        List<ChunkOutcome> outcomes = List.of(
                new ChunkOutcome.Done(1, 2, 3, 4, new Partial.Encoded(Payload.inline(new byte[] {1, 2}))),
                new ChunkOutcome.Done(2, 1, 0, 9, new Partial.Encoded(Payload.blob("a".repeat(64), 1 << 20))),
                new ChunkOutcome.Failed(1, 1, 1, 1, new Failure("chunk", "böse \u0000 message", true)),
                new ChunkOutcome.Returned(7, 1));
        WireMessage results =
                new org.everycore.runtime.wire.ToJob.Results(new JobId("j"), new NodeId("n"), 1, outcomes, 3);
        assertThat(back(results)).isEqualTo(results);
        for (JobEvent event : List.of(
                new JobEvent.StateChanged(1, Instant.ofEpochMilli(5), JobState.RUNNING),
                new JobEvent.Logged(2, Instant.EPOCH, "warn", "text"),
                new JobEvent.Ended(3, Instant.EPOCH, JobState.FAILED, TextNode.valueOf("x"), null))) {
            WireMessage happened = new ToClient.Happened(new JobId("j"), event);
            assertThat(back(happened)).isEqualTo(happened);
        }
        WireMessage refused = new ToClient.Answered(new SubmitReply.Refused(SubmitReply.Reason.BUSY, "", "full"));
        assertThat(back(refused)).isEqualTo(refused);
    }

    @Test
    void aPartialThatIsAnObjectCannotLeaveItsProcess() {
        WireMessage local =
                new ToPool.OpenRound(new JobId("j"), 0, new ChunkPlan(1, 1), new Partial.Local(new byte[3]), 1);
        assertThatThrownBy(() -> SERIALIZER.toBinary(local)).hasMessageContaining("not registered");
    }

    @Test
    void aClassOutsideTheTableIsNotRead() {
        Output output = new Output(64, 64);
        output.writeVarInt(WireTable.records().size() + 500, true);
        assertThatThrownBy(() -> SERIALIZER.fromBinary(output.toBytes(), "w" + WireTable.VERSION))
                .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> SERIALIZER.fromBinary(new byte[0], "w9")).hasMessageContaining("w9");
    }

    /** Any change of a real message is refused or read as some message; nothing is allocated because a length says so. */
    @Test
    void damagedBytesAreRefusedWithoutAllocatingWhatTheyClaim() throws Exception {
        byte[] good = SERIALIZER.toBinary(sample(ToPool.Leases.class, ToPool.Leases.class));
        Random random = new Random(7);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int flips = 0; flips <= random.nextInt(4); flips++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                        try {
                            SERIALIZER.fromBinary(bad, "w" + WireTable.VERSION);
                        } catch (NotSerializableException expected) {
                            assertThat(expected.getMessage()).isNotEmpty();
                        }
                    })
                    .doesNotThrowAnyException();
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20_000).isLessThan(50_000);
    }

    @Test
    void aLengthBombIsRefused() {
        Output output = new Output(64, 64);
        output.writeVarInt(WireTable.records().get(ToClient.NotHere.class) + 2, true);
        output.writeVarInt(1, true);
        output.writeVarInt(Integer.MAX_VALUE, true);
        assertThatThrownBy(() -> SERIALIZER.fromBinary(output.toBytes(), "w" + WireTable.VERSION))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void aMessageThatDoesNotFitSaysSoInTheWayThatArteryUnderstands() {
        Object message = sample(ToPool.Leases.class, ToPool.Leases.class);
        assertThatThrownBy(() -> SERIALIZER.toBinary(message, ByteBuffer.allocate(3)))
                .isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void numbersAreUniqueAndTheHashIsStable() {
        Set<Integer> numbers = new HashSet<>(WireTable.records().values());
        assertThat(numbers).hasSize(WireTable.records().size()).allMatch(id -> id >= 20 && id < WireTable.STRING);
        assertThat(WireTable.hash()).matches("[0-9a-f]{32}").isEqualTo(WireTable.hash());
    }

    private static Object back(Object message) throws NotSerializableException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        SERIALIZER.toBinary(message, buffer);
        buffer.flip();
        return SERIALIZER.fromBinary(buffer, SERIALIZER.manifest(message));
    }

    private static void leaves(Class<?> type, List<Class<?>> leaves) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                leaves(permitted, leaves);
            }
        } else {
            leaves.add(type);
        }
    }

    /** A message of a type with something in every component. */
    private static Object sample(Class<?> type, java.lang.reflect.Type generic) {
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class) {
            return 9L;
        }
        if (type == double.class) {
            return 0.25;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == String.class) {
            return "größe";
        }
        if (type == ActorRef.class) {
            return REF;
        }
        if (type == Duration.class) {
            return Duration.ofMillis(1500);
        }
        if (type == JobId.class) {
            return new JobId("job-1");
        }
        if (type == NodeId.class) {
            return new NodeId("node-1");
        }
        if (type == JobRequest.class) {
            return request();
        }
        if (type == JobDescription.class) {
            TraceKind kind = new TraceKind();
            TraceSpec spec = kind.parse(request().spec());
            JobPlan plan = kind.plan(spec, new JobContext(new JobId("j"), 1, Kernel.BLOCKED, Inputs.LOCAL));
            return new JobDescription(new JobId("j"), request(), plan, Kernel.BLOCKED, "exact", 0);
        }
        if (type == ChunkPlan.class) {
            return new ChunkPlan(10, 3);
        }
        if (type == Partial.class) {
            return new Partial.Encoded(Payload.inline(new byte[] {5}));
        }
        if (type == SubmitReply.class) {
            return new SubmitReply.Accepted(new JobId("a"), true);
        }
        if (type == JsonNode.class) {
            return JsonNodeFactory.instance.objectNode().put("scalar_flops", 2e9);
        }
        if (type == JobEvent.class) {
            return new JobEvent.Progressed(4, Instant.ofEpochSecond(3), progress());
        }
        if (type == Optional.class) {
            return Optional.of(progress());
        }
        if (type == List.class) {
            String element = generic.getTypeName();
            for (Class<?> part : List.of(ToClient.LaneBlock.class, ToClient.Lane.class, ToClient.ChunkCell.class)) {
                if (element.contains(part.getName())) {
                    return List.of(sample(part, part));
                }
            }
            return element.contains("LeaseRange")
                    ? List.of(new LeaseRange(1, 5, 2, List.of(3, 4)), new LeaseRange(9, 10, 1, List.of()))
                    : element.contains("LeaseKey")
                            ? List.of(new LeaseKey(3, 1))
                            : element.contains("PoolState")
                                    ? List.of(new ToClient.PoolState(
                                            "n",
                                            "h:1",
                                            "cpu",
                                            4,
                                            2,
                                            17L,
                                            List.of("fma2"),
                                            List.of("a.kind"),
                                            List.of("half"),
                                            List.of("gpu 0"),
                                            true))
                                    : List.of(new ChunkOutcome.Returned(3, 1));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = sample(types[i], components[i].getGenericType());
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static JobRequest request() {
        return JobRequest.of(TraceKind.NAME, 3, Json.mapper().createObjectNode().put("blocks", 7));
    }

    private static Progress progress() {
        return new Progress(new JobId("p"), JobState.RUNNING, 1, 5, 10, "blocks", 2, 4, 1, 2, Duration.ofMillis(1234));
    }
}
