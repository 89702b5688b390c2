package org.everycore.cluster.remote;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.Progress;

/**
 * A Kryo that knows the types of {@link WireTable} and no others, and that allocates nothing because a length says so: a
 * string, a byte array or a list may be as long as the bytes that are there, not longer.
 */
final class WireKryo extends Kryo {
    private static final int MAX_DEPTH = 24;

    private final Registration actorRefs;
    private final Registration lists;
    private final Registration optionals;
    private final Registration json;

    WireKryo(ActorRefResolver resolver) {
        setRegistrationRequired(true);
        setReferences(false);
        setMaxDepth(MAX_DEPTH);
        register(String.class, new Text(), WireTable.STRING);
        register(byte[].class, new Bytes(), WireTable.BYTES);
        lists = register(List.class, new Lists(), WireTable.LIST);
        optionals = register(Optional.class, new Optionals(), WireTable.OPTIONAL);
        actorRefs = register(ActorRef.class, new Refs(resolver), WireTable.ACTOR_REF);
        register(JobRequest.class, new AsJson<>(JobRequest.class), WireTable.JOB_REQUEST);
        register(JobPlan.class, new AsJson<>(JobPlan.class), WireTable.JOB_PLAN);
        register(Progress.class, new AsJson<>(Progress.class), WireTable.PROGRESS);
        json = register(JsonNode.class, new AsJson<>(JsonNode.class), WireTable.JSON);
        WireTable.records().forEach((type, id) -> register(type, serializer(type), id));
    }

    private static Serializer<?> serializer(Class<?> type) {
        if (type == Duration.class) {
            return new TimeSerializers.DurationSerializer();
        }
        if (type == Instant.class) {
            return new TimeSerializers.InstantSerializer();
        }
        return type.isEnum() ? enums(type) : records(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Serializer<?> enums(Class<?> type) {
        return new DefaultSerializers.EnumSerializer((Class<? extends Enum>) type);
    }

    private static <T> Serializer<T> records(Class<T> type) {
        return new RecordSerializer<>(type);
    }

    /** The one place where a class that is not in the table may stand for one that is: implementations behind interfaces. */
    @Override
    public Registration getRegistration(@SuppressWarnings("rawtypes") Class type) {
        if (ActorRef.class.isAssignableFrom(type)) {
            return actorRefs;
        }
        if (List.class.isAssignableFrom(type)) {
            return lists;
        }
        if (Optional.class == type) {
            return optionals;
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return json;
        }
        return super.getRegistration(type);
    }

    private static int length(Input input, int length) {
        int there = input.limit() - input.position();
        if (length < 0 || length > there) {
            throw new KryoException("a length of " + length + " where " + there + " bytes are left");
        }
        return length;
    }

    private static final class Text extends Serializer<String> {
        Text() {
            setImmutable(true);
        }

        @Override
        public void write(Kryo kryo, Output output, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            output.writeVarInt(bytes.length, true);
            output.writeBytes(bytes);
        }

        @Override
        public String read(Kryo kryo, Input input, Class<? extends String> type) {
            int length = length(input, input.readVarInt(true));
            return new String(input.readBytes(length), StandardCharsets.UTF_8);
        }
    }

    private static final class Bytes extends Serializer<byte[]> {
        @Override
        public void write(Kryo kryo, Output output, byte[] bytes) {
            output.writeVarInt(bytes.length, true);
            output.writeBytes(bytes);
        }

        @Override
        public byte[] read(Kryo kryo, Input input, Class<? extends byte[]> type) {
            return input.readBytes(length(input, input.readVarInt(true)));
        }
    }

    private static final class Lists extends Serializer<List<?>> {
        @Override
        public void write(Kryo kryo, Output output, List<?> list) {
            output.writeVarInt(list.size(), true);
            for (Object element : list) {
                kryo.writeClassAndObject(output, element);
            }
        }

        /** Every element takes a byte at least, so the bytes that are left bound their number. */
        @Override
        public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
            int size = length(input, input.readVarInt(true));
            List<Object> list = new ArrayList<>(Math.min(size, 256));
            for (int i = 0; i < size; i++) {
                list.add(kryo.readClassAndObject(input));
            }
            return list;
        }
    }

    private static final class Optionals extends Serializer<Optional<?>> {
        @Override
        public void write(Kryo kryo, Output output, Optional<?> optional) {
            kryo.writeClassAndObject(output, optional.orElse(null));
        }

        @Override
        public Optional<?> read(Kryo kryo, Input input, Class<? extends Optional<?>> type) {
            return Optional.ofNullable(kryo.readClassAndObject(input));
        }
    }

    private static final class Refs extends Serializer<ActorRef<?>> {
        private final ActorRefResolver resolver;

        Refs(ActorRefResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        public void write(Kryo kryo, Output output, ActorRef<?> ref) {
            kryo.writeObject(output, resolver.toSerializationFormat(ref));
        }

        @Override
        public ActorRef<?> read(Kryo kryo, Input input, Class<? extends ActorRef<?>> type) {
            return resolver.resolveActorRef(kryo.readObject(input, String.class));
        }
    }

    private static final class AsJson<T> extends Serializer<T> {
        private final Class<T> type;

        AsJson(Class<T> type) {
            this.type = type;
        }

        @Override
        public void write(Kryo kryo, Output output, T value) {
            try {
                kryo.writeObject(output, Json.mapper().writeValueAsBytes(value));
            } catch (JsonProcessingException e) {
                throw new KryoException(e);
            }
        }

        @Override
        public T read(Kryo kryo, Input input, Class<? extends T> wanted) {
            try {
                return Json.mapper().readValue(kryo.readObject(input, byte[].class), type);
            } catch (IOException e) {
                throw new KryoException(e);
            }
        }
    }
}
