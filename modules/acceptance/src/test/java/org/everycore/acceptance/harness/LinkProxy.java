package org.everycore.acceptance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What stands before a node's port and lets the others through or not, link by link. A link that is cut swallows what its
 * sender writes, as a network does; connections stay open and say nothing. TCP would send again what was lost; since nothing
 * here does, connections that have lost something are closed when the link is mended. Who a connection comes from is found by its port:
 * the kernel knows which process holds it.
 */
final class LinkProxy implements AutoCloseable {
    private final String to;
    private final ServerSocket server;
    private final int target;
    private final Function<Integer, String> owner;
    private final Set<String> cut;
    private final Map<Socket, Socket> open = new ConcurrentHashMap<>();
    private final Map<Socket, Socket> holed = new ConcurrentHashMap<>();

    /**
     * @param port that others know
     * @param target that the node listens on
     * @param owner names the node that holds a local port
     * @param cut the links, as {@code from>to}, that carry nothing at present
     */
    LinkProxy(String to, int port, int target, Function<Integer, String> owner, Set<String> cut) throws IOException {
        this.to = to;
        this.target = target;
        this.owner = owner;
        this.cut = cut;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        daemon(this::accept);
    }

    /** Whether some process holds a local TCP port; read from the kernel's tables. */
    static boolean holds(long pid, int port) {
        String hex = String.format(":%04X ", port);
        try {
            for (String table : new String[] {"tcp6", "tcp"}) {
                for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "net", table))) {
                    String[] words = line.trim().split("\\s+");
                    if (words.length > 9 && (words[1] + " ").endsWith(hex) && holdsInode(pid, words[9])) {
                        return true;
                    }
                }
            }
        } catch (IOException e) {
            // the process has just ended
        }
        return false;
    }

    private static boolean holdsInode(long pid, String inode) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return descriptors.anyMatch(link -> {
                try {
                    return Files.readSymbolicLink(link).toString().equals("socket:[" + inode + "]");
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                daemon(() -> join(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try {
            String from = owner.apply(near.getPort());
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.put(near, far);
            daemon(() -> pump(near, far, from + ">" + to));
            pump(far, near, to + ">" + from);
        } catch (IOException e) {
            close(near);
        }
    }

    private void pump(Socket source, Socket sink, String link) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            boolean lost = false;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (cut.contains(link)) {
                    lost = true;
                    holed.put(source, sink);
                }
                // A stream with a hole in it is of no use to TLS: once something is lost, all that follows is.
                if (!lost) {
                    out.write(buffer, 0, n);
                } else if (!cut.contains(link)) {
                    break;
                }
            }
        } catch (IOException e) {
            // one side has gone
        } finally {
            close(source);
            close(sink);
            open.remove(source);
            holed.remove(source);
        }
    }

    /** The links carry again: what has a hole is closed, for its ends to begin anew, and does not hang for ever. */
    void mended() {
        holed.forEach((source, sink) -> {
            close(source);
            close(sink);
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach((near, far) -> {
            close(near);
            close(far);
        });
    }
}
