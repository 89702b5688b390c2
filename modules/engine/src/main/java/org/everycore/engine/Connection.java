package org.everycore.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import org.everycore.engine.FrameChannel.BrokenFrameException;
import org.everycore.jobs.SpecException;

/** One peer: reads its requests, answers each in turn, and keeps what it opened until it goes. */
final class Connection implements AutoCloseable {
    /** Both sides must speak the same; it grows by one with any change that an older side would misread. */
    static final int PROTOCOL = 1;

    private static final String SESSION = "session";

    private final FrameChannel frames;
    private final EngineLimits limits;
    private final Map<Long, Session> sessions = new HashMap<>();
    private long last;

    Connection(ReadableByteChannel in, WritableByteChannel out, EngineLimits limits) {
        this.frames = new FrameChannel(in, out, limits.maxBody());
        this.limits = limits;
    }

    void run() throws IOException {
        try {
            while (step()) {}
        } catch (EOFException e) {
            // It went away inside a frame: as good an end as any other.
            return;
        } catch (BrokenFrameException e) {
            frames.write(failure("bad_frame", e.getMessage(), null));
        }
    }

    private boolean step() throws IOException {
        Message answer;
        try {
            Message request = frames.read();
            if (request == null) {
                return false;
            }
            answer = answer(request);
            frames.write(answer);
            return true;
        } catch (SpecException e) {
            answer = failure("bad_input", e.getMessage(), e.field());
        } catch (IllegalArgumentException e) {
            answer = failure("bad_input", e.getMessage(), null);
        } catch (OutOfMemoryError e) {
            // What was asked for did not fit; what was kept before is whole.
            answer = failure("too_large", "the engine has not enough memory for that: " + e.getMessage(), null);
        } catch (RuntimeException e) {
            answer = failure("internal", e.toString(), null);
        }
        frames.write(answer);
        return true;
    }

    private Message answer(Message request) {
        String op = request.text("op");
        return switch (op) {
            case "hello" -> hello(request);
            case "generator.open" -> opened(OpenGenerator.open(request, limits));
            case "circuit.open" -> opened(OpenCircuit.open(request));
            case "circuit.parse" -> CircuitAnswers.parse(request);
            case "circuit.blackbird" -> CircuitAnswers.blackbird(request);
            case "circuit.run" -> CircuitAnswers.run(request);
            case "circuit.gaussian" -> CircuitAnswers.gaussian(request);
            case "circuit.shots" -> CircuitAnswers.shots(request);
            case "state.wigner" -> CircuitAnswers.wigner(request);
            case "close" -> closed(request);
            default -> session(request).answer(op, request);
        };
    }

    private Message hello(Message request) {
        long protocol = request.number("protocol", 0, Integer.MAX_VALUE);
        if (protocol != PROTOCOL) {
            throw new SpecException(
                    "protocol",
                    protocol,
                    "this engine speaks " + PROTOCOL + ": install the client and the engine of one release");
        }
        Message hello = Message.empty();
        hello.head()
                .put("protocol", PROTOCOL)
                .put("version", String.valueOf(Connection.class.getPackage().getImplementationVersion()))
                .put("java", System.getProperty("java.version"))
                .put("workers", limits.workers())
                .put("pid", ProcessHandle.current().pid())
                .put(
                        "vectors",
                        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        return hello;
    }

    private Message opened(Session session) {
        if (sessions.size() >= limits.maxSessions()) {
            session.close();
            throw new SpecException("op", "this connection has " + sessions.size() + " sessions open: close some");
        }
        sessions.put(++last, session);
        Message opened = session.describe();
        opened.head().put(SESSION, last);
        return opened;
    }

    private Message closed(Message request) {
        Session session = session(request);
        sessions.values().remove(session);
        session.close();
        return Message.empty();
    }

    private Session session(Message request) {
        long id = request.number(SESSION, 1, Long.MAX_VALUE);
        Session session = sessions.get(id);
        if (session == null) {
            throw new SpecException(SESSION, id, "is not open on this connection");
        }
        return session;
    }

    private static Message failure(String code, String message, String field) {
        Message failure = Message.empty();
        ObjectNode error = failure.head().putObject("error");
        error.put("code", code).put("message", message).put("field", field);
        return failure;
    }

    @Override
    public void close() {
        sessions.values().forEach(Session::close);
        sessions.clear();
    }
}
