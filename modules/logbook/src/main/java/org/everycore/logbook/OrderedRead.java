package org.everycore.logbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.everycore.radio.adif.LengthUnit;

/**
 * Reads QSOs as ADI by several readers and writes them in order of time.
 *
 * <p>The time asked for is cut into months, which readers take one after the other. Each month's bytes go through a short
 * queue of its own; the calling thread empties the queues in order. The earliest month that is not written is always one
 * that a reader has taken, so nobody waits for ever, and memory holds no more than the queues of the readers' months.
 * Readers see a logbook that others change meanwhile each at its own moment.
 */
public final class OrderedRead {
    private static final int MOST_READERS = 8;
    private static final int BLOCK = 1 << 18;
    private static final int MOST_WAITING = 8;
    private static final int FETCH = 2000;
    private static final byte[] END = new byte[0];

    private final Logbook logbook;
    private final QsoQuery query;
    private final LengthUnit unit;
    private final BooleanSupplier stopped;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong written = new AtomicLong();
    private volatile boolean over;

    public OrderedRead(Logbook logbook, QsoQuery query, LengthUnit unit, BooleanSupplier stopped) {
        this.logbook = logbook;
        this.query = query;
        this.unit = unit;
        this.stopped = stopped;
    }

    /** A stretch of time and what was read of it. */
    private record Piece(QsoQuery query, BlockingQueue<byte[]> blocks) {}

    /** Writes all, and says how many QSOs. */
    public long writeTo(OutputStream out) throws IOException {
        List<Piece> pieces = pieces();
        int readers = Math.min(
                MOST_READERS, Math.min(pieces.size(), Runtime.getRuntime().availableProcessors()));
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, readers), task -> {
            var thread = new Thread(task, "logbook-export");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int i = 0; i < readers; i++) {
                workers.execute(() -> read(pieces, next));
            }
            for (Piece piece : pieces) {
                byte[] block = take(piece);
                while (block.length > 0) {
                    out.write(block);
                    block = take(piece);
                }
            }
        } finally {
            over = true;
            workers.shutdownNow();
            await(workers);
        }
        return written.get();
    }

    /** Months that hold the days asked for; a query that counts rows cannot be cut. */
    private List<Piece> pieces() {
        if (query.limit() > 0 || query.skip() > 0 || query.newestFirst()) {
            return List.of(new Piece(query, new ArrayBlockingQueue<>(MOST_WAITING)));
        }
        int[] days = Sql.read(logbook.store(), "read logbook " + logbook.name(), this::days);
        int first = Math.max(query.from(), days[0]);
        int last = query.to() > 0 ? Math.min(query.to(), days[1]) : days[1];
        List<Piece> pieces = new ArrayList<>();
        for (int month = first / 100;
                days[0] > 0 && month <= last / 100;
                month = month % 100 == 12 ? month + 89 : month + 1) {
            pieces.add(new Piece(
                    query.withDays(Math.max(first, month * 100 + 1), Math.min(last, month * 100 + 31)),
                    new ArrayBlockingQueue<>(MOST_WAITING)));
        }
        return pieces;
    }

    private int[] days(Connection connection) throws SQLException {
        int[] days = new int[2];
        for (int i = 0; i < 2; i++) {
            String sql = "SELECT qso_day FROM qsos WHERE logbook = ? ORDER BY qso_day " + (i == 0 ? "" : "DESC ")
                    + "LIMIT 1";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, logbook.id());
                try (ResultSet row = select.executeQuery()) {
                    days[i] = row.next() ? row.getInt(1) : 0;
                }
            }
        }
        return days;
    }

    private void read(List<Piece> pieces, AtomicInteger next) {
        try {
            Sql.read(logbook.store(), "read logbook " + logbook.name(), connection -> {
                for (int i = next.getAndIncrement(); i < pieces.size() && !over; i = next.getAndIncrement()) {
                    read(connection, pieces.get(i));
                }
                return null;
            });
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void read(Connection connection, Piece piece) throws SQLException {
        boolean bytes = logbook.store().dialect() != Dialect.H2;
        var block = new ByteArrayOutputStream(BLOCK + (BLOCK >> 2));
        var rows = new AdiRows(block, unit);
        try (PreparedStatement select = QsoSelect.prepare(connection, "fields", logbook.id(), piece.query())) {
            select.setFetchSize(FETCH);
            try (ResultSet found = select.executeQuery()) {
                while (found.next() && !over) {
                    rows.write(bytes ? found.getBytes(1) : RecordText.utf8(found.getString(1)));
                    if (block.size() >= BLOCK) {
                        put(piece, block.toByteArray());
                        block.reset();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always written", e);
        }
        written.addAndGet(rows.written());
        if (block.size() > 0) {
            put(piece, block.toByteArray());
        }
        put(piece, END);
    }

    private void put(Piece piece, byte[] block) {
        try {
            while (!over && !piece.blocks().offer(block, 100, TimeUnit.MILLISECONDS)) {
                // The writer is behind; it tells when all is over.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogbookException("the export was interrupted", e);
        }
    }

    private byte[] take(Piece piece) {
        try {
            while (true) {
                if (stopped.getAsBoolean()) {
                    throw new CancellationException();
                }
                rethrow();
                byte[] block = piece.blocks().poll(100, TimeUnit.MILLISECONDS);
                if (block != null) {
                    return block;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogbookException("the export was interrupted", e);
        }
    }

    private void rethrow() {
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
    }

    /** Readers let their connections go before the pool may be closed. */
    private static void await(ExecutorService workers) {
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
