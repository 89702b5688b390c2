package org.everycore.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;

/**
 * Messages as frames on a stream of bytes.
 *
 * <p>A frame is, little-endian: the length of the head in bytes (32 bits), the length of the body in bytes (64 bits), the
 * head (a JSON object in UTF-8), and the body: the numbers of all arrays as 64-bit floats, one array after the other. The
 * head's {@code arrays} gives their names and shapes in that order.
 */
final class FrameChannel {
    /** The longest head: a circuit with large matrices written out takes megabytes. */
    static final int MAX_HEAD = 64 << 20;

    private static final int PREFIX = 12;
    private static final int FIRST_BUFFER = 1 << 16;
    /** The largest buffer that stays between messages. */
    private static final int KEPT = 32 << 20;

    private static final String ARRAYS = "arrays";

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private final long maxBody;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    /** @param maxBody bytes that the arrays of one message may have */
    FrameChannel(ReadableByteChannel in, WritableByteChannel out, long maxBody) {
        this.in = in;
        this.out = out;
        this.maxBody = maxBody;
    }

    /** A frame cannot be read on: where the next one begins is unknown, so this stream is of no more use. */
    static final class BrokenFrameException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenFrameException(String message) {
            super(message);
        }
    }

    /**
     * The next message, or null at the end of the stream.
     *
     * @throws BrokenFrameException when its lengths are impossible
     * @throws SpecException when the frame is whole but its content wrong: the next frame can be read
     */
    Message read() throws IOException {
        if (!fill(PREFIX, true)) {
            return null;
        }
        int head = buffer.getInt();
        long body = buffer.getLong();
        if (head < 2 || head > MAX_HEAD) {
            throw new BrokenFrameException("a head of " + Integer.toUnsignedString(head) + " bytes: must be 2 to "
                    + MAX_HEAD + "; is this a client of another program?");
        }
        if (body < 0 || body > maxBody || body % Double.BYTES != 0) {
            throw new BrokenFrameException(
                    "a body of " + Long.toUnsignedString(body) + " bytes: must be a multiple of 8, at most " + maxBody);
        }
        fill(head, false);
        byte[] json = new byte[head];
        buffer.get(json);
        fill((int) body, false);
        return message(json, (int) body);
    }

    private Message message(byte[] json, int body) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new SpecException("head", "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new SpecException("head", "cannot be read: " + e.getMessage());
        }
        if (!(node instanceof ObjectNode object)) {
            throw new SpecException("head", "must be a JSON object");
        }
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        JsonNode shapes = object.path(ARRAYS);
        long left = body / Double.BYTES;
        for (Map.Entry<String, JsonNode> named : shapes.properties()) {
            int[] shape = shape(named.getKey(), named.getValue());
            long size = NumberArray.size(shape);
            if (size < 0 || size > left) {
                throw new SpecException(ARRAYS + "." + named.getKey(), named.getValue(), "is more than the body holds");
            }
            double[] values = new double[(int) size];
            buffer.asDoubleBuffer().get(values);
            buffer.position(buffer.position() + values.length * Double.BYTES);
            left -= size;
            arrays.put(named.getKey(), new NumberArray(shape, values));
        }
        if (left != 0) {
            throw new SpecException(ARRAYS, shapes, "the body has " + left + " more numbers");
        }
        return new Message(object, arrays);
    }

    private static int[] shape(String name, JsonNode node) {
        int[] shape = new int[node.size()];
        boolean lengths = node.isArray();
        for (int i = 0; i < shape.length && lengths; i++) {
            lengths = node.get(i).isInt() && node.get(i).intValue() >= 0;
            shape[i] = node.get(i).intValue();
        }
        if (!lengths) {
            throw new SpecException(ARRAYS + "." + name, node, "must be a list of lengths");
        }
        return shape;
    }

    void write(Message message) throws IOException {
        ObjectNode head = message.head();
        long body = 0;
        if (!message.arrays().isEmpty()) {
            ObjectNode shapes = head.putObject(ARRAYS);
            for (Map.Entry<String, NumberArray> named : message.arrays().entrySet()) {
                ArrayNode shape = shapes.putArray(named.getKey());
                for (int length : named.getValue().shape()) {
                    shape.add(length);
                }
                body += (long) named.getValue().values().length * Double.BYTES;
            }
        }
        if (body > maxBody) {
            throw new SpecException(
                    "answer", body + " bytes", "is over the limit of " + maxBody + ": ask for less at once");
        }
        byte[] json = Json.mapper().writeValueAsBytes(head);
        room(PREFIX + json.length + (int) body);
        buffer.putInt(json.length).putLong(body).put(json);
        for (NumberArray array : message.arrays().values()) {
            buffer.asDoubleBuffer().put(array.values());
            buffer.position(buffer.position() + array.values().length * Double.BYTES);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** Reads exactly that many bytes into the buffer; false at the end of the stream, where that may be. */
    private boolean fill(int bytes, boolean endAllowed) throws IOException {
        room(bytes);
        buffer.limit(bytes);
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                if (endAllowed && buffer.position() == 0) {
                    return false;
                }
                throw new EOFException("the stream ended inside a frame");
            }
        }
        buffer.flip();
        return true;
    }

    /** Empties the buffer and makes it hold that many bytes; a very large one is not kept for small messages. */
    private void room(int bytes) {
        if (buffer.capacity() < bytes || buffer.capacity() > KEPT && bytes <= KEPT) {
            int size = Math.max(FIRST_BUFFER, bytes + (bytes >> 2));
            buffer = ByteBuffer.allocateDirect(size < 0 ? bytes : size).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
    }
}
