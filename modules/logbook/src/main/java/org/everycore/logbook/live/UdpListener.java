package org.everycore.logbook.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives datagrams on UDP sockets. A thread of its own does nothing but empty the sockets, so that none is lost while a
 * database is busy; what waits to be taken is bounded, and what is beyond that is counted as lost.
 */
public final class UdpListener implements AutoCloseable {
    private static final int LARGEST = 65_535;
    /** As much as the system grants; Linux gives about 200 kB of it by default. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    private static final long MOST_HELD = 64 << 20;
    /** What a waiting datagram takes beside its bytes. */
    private static final long OVERHEAD = 64;

    private final Selector selector;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private Thread thread;

    public UdpListener() throws IOException {
        selector = Selector.open();
    }

    /**
     * Opens a socket: at an address of this machine, or at a multicast group, joined on every interface that has multicast.
     *
     * @throws BindException when the port is taken
     */
    public void listen(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new SocketException(address.getHostString() + " is no known host");
        }
        boolean group = address.getAddress().isMulticastAddress();
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            // Several programs of one machine may hear a group; a port of one's own is one's own.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, group);
            channel.bind(group ? new InetSocketAddress(address.getPort()) : address);
            if (group) {
                join(channel, address.getAddress());
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            addresses.add(group ? address : (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void join(DatagramChannel channel, InetAddress group) throws IOException {
        boolean joined = false;
        for (NetworkInterface face : NetworkInterface.networkInterfaces().toList()) {
            if (face.isUp() && face.supportsMulticast() || face.isLoopback()) {
                try {
                    channel.join(group, face);
                    joined = true;
                } catch (IOException | IllegalArgumentException e) {
                    // An interface without this kind of address: others may have it.
                }
            }
        }
        if (!joined) {
            throw new SocketException("no interface takes part in the group " + group.getHostAddress());
        }
    }

    /** Where it listens. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Begins to receive. */
    public void start() {
        thread = new Thread(this::receive, "udp-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        try {
            while (selector.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    empty((DatagramChannel) key.channel(), buffer);
                }
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException e) {
            return; // closed
        } catch (IOException e) {
            if (selector.isOpen()) {
                throw new java.io.UncheckedIOException("receiving datagrams", e);
            }
        }
    }

    private void empty(DatagramChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (channel.receive(buffer) != null) {
            buffer.flip();
            byte[] datagram = new byte[buffer.remaining()];
            buffer.get(datagram);
            received.incrementAndGet();
            long size = datagram.length + OVERHEAD;
            if (held.addAndGet(size) > MOST_HELD) {
                held.addAndGet(-size);
                lost.incrementAndGet();
            } else {
                waiting.add(datagram);
            }
            buffer.clear();
        }
    }

    /** The datagrams that came, at most so many; waits for the first, and gives none when none comes in time. */
    public List<byte[]> take(int most, long millis) throws InterruptedException {
        List<byte[]> taken = new ArrayList<>();
        byte[] first = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, most - 1);
        }
        for (byte[] datagram : taken) {
            held.addAndGet(-(datagram.length + OVERHEAD));
        }
        return taken;
    }

    /** How many datagrams came. */
    public long received() {
        return received.get();
    }

    /** How many found no room to wait. */
    public long lost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
