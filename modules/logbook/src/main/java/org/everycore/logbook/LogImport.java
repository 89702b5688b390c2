package org.everycore.logbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;

/**
 * One import of a log.
 *
 * <p>One thread reads records, a pool turns batches of them into rows, and one writer a part stores its share, several batches
 * in a transaction. Within a transaction rows are sorted by key, so that the key's pages are met one after the other and each
 * is written once; of rows with one key the first in the log still comes first. There is one part for SQLite and H2, which have one writer
 * anyway, several for PostgreSQL. A key always falls to the same part, so what stands first in the log wins whatever the
 * parts' pace. With each transaction a part notes the last
 * record behind it; a later run passes over what is noted.
 */
final class LogImport {
    private static final int MOST_WAITING = 8;
    private static final int MOST_PARTS = 4;
    /** Records that become rows together; a transaction takes several such batches. */
    private static final int MOST_READ = 5000;

    /** A batch ends early when its values hold so many characters, whatever a hostile log puts into a record. */
    private static final long MOST_CHARACTERS = 4 << 20;

    /** A transaction ends early when its rows hold so many characters. */
    private static final long MOST_WRITTEN = 64 << 20;

    private static final long LONGEST_NANOS = 2_000_000_000L;

    private final Logbook logbook;
    private final ImportFile file;
    private final ImportOptions options;
    private final ImportListener listener;
    private final ProblemList problems = new ProblemList();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean stop;
    private long records;

    private LogImport(Logbook logbook, ImportFile file, ImportOptions options, ImportListener listener) {
        this.logbook = logbook;
        this.file = file;
        this.options = options;
        this.listener = listener;
    }

    static ImportReport run(Logbook logbook, Path log, ImportOptions options, ImportListener listener)
            throws IOException {
        var file = new ImportFile(log);
        try (AdifReader reader = AdifReader.of(file.open(), options.rules(), problem -> {})) {
            Optional<QslSource> report = options.report() == ImportOptions.Report.AUTO
                    ? QslSource.reporting(reader.header())
                    : options.report().source();
            if (report.isPresent()) {
                return new QslReportImport(logbook, options, listener, report.get()).run(file);
            }
        }
        return new LogImport(logbook, file, options, listener).run();
    }

    /** A record and its number in the log. */
    private record Numbered(long number, AdifRecord qso) {}

    /** Rows by part, and the place in the log behind them. */
    private record Batch(List<List<Row>> rows, long characters, long records, long bytes, boolean last) {}

    private ImportReport run() throws IOException {
        LogStore store = logbook.store();
        int processors = Runtime.getRuntime().availableProcessors();
        int wanted = store.dialect() == Dialect.POSTGRESQL ? Math.max(2, Math.min(MOST_PARTS, processors)) : 1;
        String content = file.content() + " " + options.rules();
        ImportState state = ImportState.begin(store, logbook.id(), content, file.name(), wanted);
        int parts = state.parts().length;
        long resumedAt = state.resumedAt();
        ImportState.Part[] done = state.parts().clone();
        ExecutorService workers = Executors.newFixedThreadPool(parts + Math.max(1, processors - 1), task -> {
            var thread = new Thread(task, "logbook-import");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<BlockingQueue<Future<Batch>>> queues = new ArrayList<>();
            List<Future<?>> writers = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int own = part;
                queues.add(new ArrayBlockingQueue<>(MOST_WAITING));
                writers.add(workers.submit(() -> write(state, own, done, queues.get(own))));
            }
            read(workers, queues, resumedAt);
            for (Future<?> writer : writers) {
                await(writer);
            }
        } finally {
            workers.shutdownNow();
        }
        rethrow(failure.get());
        boolean complete = ended.get() == parts;
        if (complete) {
            state.done(store);
        }
        return report(complete, done, resumedAt);
    }

    private ImportReport report(boolean complete, ImportState.Part[] done, long resumedAt) {
        long added = 0;
        long duplicates = 0;
        long merged = 0;
        for (ImportState.Part part : done) {
            added += part.added();
            duplicates += part.duplicates();
            merged += part.merged();
        }
        return new ImportReport(
                complete,
                Optional.empty(),
                records,
                added,
                duplicates,
                merged,
                0,
                List.of(),
                problems.rejected(),
                problems.first(),
                problems.count(),
                resumedAt);
    }

    private void read(ExecutorService workers, List<BlockingQueue<Future<Batch>>> queues, long resumedAt)
            throws IOException {
        try (AdifReader reader = AdifReader.of(file.open(), options.rules(), problems::add)) {
            int most = Math.min(MOST_READ, options.batch());
            List<Numbered> batch = new ArrayList<>(most);
            long characters = 0;
            while (!stop && reader.hasNext()) {
                AdifRecord qso = reader.next();
                if (reader.recordNumber() > resumedAt) {
                    batch.add(new Numbered(reader.recordNumber(), qso));
                    characters += characters(qso);
                    if (batch.size() == most || characters >= MOST_CHARACTERS) {
                        send(workers, queues, batch, characters, reader.recordNumber(), reader.recordOffset(), false);
                        batch = new ArrayList<>(most);
                        characters = 0;
                    }
                }
            }
            records = reader.records();
            send(workers, queues, batch, characters, reader.records(), file.length(), true);
        } catch (UncheckedIOException e) {
            fail(e.getCause());
            throw e.getCause();
        } catch (IOException | RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private static long characters(AdifRecord qso) {
        long sum = 0;
        for (AdifField field : qso.fields()) {
            sum += field.value().length();
        }
        return sum;
    }

    private void send(
            ExecutorService workers,
            List<BlockingQueue<Future<Batch>>> queues,
            List<Numbered> qsos,
            long characters,
            long record,
            long bytes,
            boolean last) {
        int parts = queues.size();
        Future<Batch> batch = workers.submit(() -> new Batch(rows(qsos, parts), characters, record, bytes, last));
        try {
            for (BlockingQueue<Future<Batch>> queue : queues) {
                while (failure.get() == null && !stop && !queue.offer(batch, 100, TimeUnit.MILLISECONDS)) {
                    stop |= listener.stopped();
                }
            }
            stop |= listener.stopped();
        } catch (InterruptedException e) {
            stop = true;
            Thread.currentThread().interrupt();
            fail(new LogbookException("the import was interrupted; it can be taken up again", e));
        }
    }

    private static List<List<Row>> rows(List<Numbered> qsos, int parts) {
        List<List<Row>> rows = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            rows.add(new ArrayList<>(qsos.size() / parts + 16));
        }
        for (Numbered numbered : qsos) {
            Row row = Row.of(numbered.number(), numbered.qso());
            rows.get(parts == 1 ? 0 : Math.floorMod(row.key().hashCode(), parts))
                    .add(row);
        }
        rows.forEach(share -> share.sort(Row.ORDER));
        return rows;
    }

    private void write(ImportState state, int part, ImportState.Part[] done, BlockingQueue<Future<Batch>> queue) {
        LogStore store = logbook.store();
        try (Connection connection = store.connections().getConnection()) {
            connection.setAutoCommit(false);
            try (QsoWriter writer = QsoWriter.open(store.dialect(), connection, logbook.id());
                    PreparedStatement note = connection.prepareStatement(ImportState.NOTE)) {
                Batch batch;
                List<Batch> waiting = new ArrayList<>();
                long rows = 0;
                long characters = 0;
                long since = System.nanoTime();
                do {
                    batch = next(queue);
                    if (batch == null) {
                        break;
                    }
                    waiting.add(batch);
                    rows += batch.rows().get(part).size();
                    characters += batch.characters();
                    boolean due = rows >= options.batch()
                            || characters >= MOST_WRITTEN
                            || batch.last()
                            || System.nanoTime() - since > LONGEST_NANOS;
                    if (due) {
                        if (batch.records() > done[part].records()) {
                            done[part] = store(connection, writer, note, state, part, done[part], waiting);
                            progress(done, batch.bytes());
                        }
                        waiting.clear();
                        rows = 0;
                        characters = 0;
                        since = System.nanoTime();
                    }
                } while (!batch.last());
                if (batch != null) {
                    ended.incrementAndGet();
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                Sql.rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            fail(Sql.failure("import " + file.name(), e));
        } catch (ExecutionException e) {
            fail(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new LogbookException("the import was interrupted; it can be taken up again", e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Batch next(BlockingQueue<Future<Batch>> queue) throws InterruptedException, ExecutionException {
        while (failure.get() == null && !stop) {
            Future<Batch> batch = queue.poll(100, TimeUnit.MILLISECONDS);
            if (batch != null) {
                return batch.get();
            }
        }
        return null;
    }

    private ImportState.Part store(
            Connection connection,
            QsoWriter writer,
            PreparedStatement note,
            ImportState state,
            int part,
            ImportState.Part before,
            List<Batch> batches)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Batch batch : batches) {
            for (Row row : batch.rows().get(part)) {
                if (row.number() > before.records()) {
                    rows.add(row);
                }
            }
        }
        rows.sort(Row.ORDER);
        Batch batch = batches.get(batches.size() - 1);
        QsoWriter.Written written = writer.write(rows);
        var now = new ImportState.Part(
                batch.records(),
                batch.bytes(),
                before.added() + written.added(),
                before.duplicates() + written.duplicates(),
                before.merged() + written.merged());
        ImportState.note(note, state.id(), part, now);
        if (written.merged() > 0) {
            Revisions.rewritten(connection, logbook.id());
        } else if (written.added() > 0) {
            Revisions.added(connection, logbook.id());
        }
        connection.commit();
        return now;
    }

    private synchronized void progress(ImportState.Part[] done, long bytes) {
        long stored = Long.MAX_VALUE;
        long added = 0;
        long duplicates = 0;
        long merged = 0;
        for (ImportState.Part part : done) {
            stored = Math.min(stored, part.records());
            added += part.added();
            duplicates += part.duplicates();
            merged += part.merged();
        }
        listener.progress(new ImportProgress(bytes, file.length(), stored, added, duplicates, merged));
        stop |= listener.stopped();
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    private static void await(Future<?> writer) {
        try {
            writer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogbookException("the import was interrupted; it can be taken up again", e);
        } catch (ExecutionException e) {
            throw new LogbookException("the import broke off", e.getCause());
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
