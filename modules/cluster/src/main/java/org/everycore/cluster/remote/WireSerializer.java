package org.everycore.cluster.remote;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.everycore.runtime.wire.WireMessage;

/**
 * Turns {@link WireMessage}s into bytes and back, and nothing else. A message that does not fit into Artery's buffer ends in
 * a {@link java.nio.BufferOverflowException}, which is how Artery learns of it.
 */
public final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    private static final int IDENTIFIER = 73_173;
    private static final String MANIFEST = "w" + WireTable.VERSION;
    private static final int FIRST_BUFFER = 512;
    private static final int MAX_MESSAGE = 4 << 20;

    private final Pool<Kryo> kryos;
    private final Pool<Output> outputs = new Pool<>(true, false, 16) {
        @Override
        protected Output create() {
            return new Output(FIRST_BUFFER, MAX_MESSAGE);
        }
    };

    /** Called by Pekko. */
    public WireSerializer(ExtendedActorSystem system) {
        kryos = new Pool<>(true, false, 16) {
            @Override
            protected Kryo create() {
                return new WireKryo(ActorRefResolver.get(Adapter.toTyped(system)));
            }
        };
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return MANIFEST;
    }

    @Override
    public byte[] toBinary(Object message) {
        Output output = write(message);
        try {
            return output.toBytes();
        } finally {
            outputs.free(output);
        }
    }

    @Override
    public void toBinary(Object message, ByteBuffer buffer) {
        Output output = write(message);
        try {
            buffer.put(output.getBuffer(), 0, output.position());
        } finally {
            outputs.free(output);
        }
    }

    private Output write(Object message) {
        if (!(message instanceof WireMessage)) {
            throw new IllegalArgumentException(message.getClass() + " is no message between nodes");
        }
        Kryo kryo = kryos.obtain();
        Output output = outputs.obtain();
        output.reset();
        try {
            kryo.writeClassAndObject(output, message);
            return output;
        } finally {
            kryos.free(kryo);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!MANIFEST.equals(manifest)) {
            throw new NotSerializableException("protocol " + manifest + " is not spoken here, " + MANIFEST + " is");
        }
        Kryo kryo = kryos.obtain();
        try {
            Object message = kryo.readClassAndObject(new Input(bytes));
            if (message instanceof WireMessage) {
                return message;
            }
            throw new NotSerializableException("the bytes are no message between nodes");
        } catch (RuntimeException e) {
            throw refused(e);
        } finally {
            kryos.free(kryo);
        }
    }

    private static NotSerializableException refused(RuntimeException cause) {
        NotSerializableException refusal =
                new NotSerializableException("bytes that are no message: " + cause.getMessage());
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public Object fromBinary(ByteBuffer buffer, String manifest) throws NotSerializableException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return fromBinary(bytes, manifest);
    }
}
