package org.everycore.engine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers the connections of other processes of this user, over a Unix socket or over a pair of streams; nothing of it is on
 * the network. Each connection has a thread and sessions of its own, which end with it.
 */
public final class EngineServer implements AutoCloseable {
    /** Connections at once: each may hold compiled circuits. */
    private static final int MAX_CONNECTIONS = 256;

    private final EngineLimits limits;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private ServerSocketChannel server;
    private Path socket;

    public EngineServer(EngineLimits limits) {
        this.limits = requireNonNull(limits, "limits is null");
    }

    /**
     * Listens at a path of the file system and answers in threads of its own.
     *
     * @throws IOException when the path cannot be bound: it exists, its folder does not, or it is too long for a socket (some
     *     100 bytes)
     */
    public void listen(Path path) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        socket = path;
        daemon("engine-accept", this::accept);
    }

    /** Answers one peer on two streams until the first ends. */
    public void serve(InputStream in, OutputStream out) throws IOException {
        try (Connection connection = new Connection(Channels.newChannel(in), new FlushedChannel(out), limits)) {
            connection.run();
        }
    }

    /** A stream as a channel that keeps nothing back: the peer waits for the whole frame. */
    private record FlushedChannel(OutputStream out, WritableByteChannel channel) implements WritableByteChannel {
        FlushedChannel(OutputStream out) {
            this(out, Channels.newChannel(out));
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int written = channel.write(source);
            out.flush();
            return written;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (open.size() >= MAX_CONNECTIONS) {
                    channel.close();
                    continue;
                }
                open.add(channel);
                daemon("engine-connection", () -> answer(channel));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // One peer that could not be taken, such as for want of file handles, leaves the others as they are.
                Thread.onSpinWait();
            }
        }
    }

    private void answer(SocketChannel channel) {
        try (channel;
                Connection connection = new Connection(channel, channel, limits)) {
            connection.run();
        } catch (IOException e) {
            // The peer is gone, which ends its connection and nothing else.
            return;
        } finally {
            open.remove(channel);
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
            Files.deleteIfExists(socket);
        }
    }
}
