package org.everycore.cluster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.everycore.jobs.JobId;
import org.everycore.runtime.record.StoreException;
import org.everycore.runtime.record.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes every change that waits, up to a limit, and makes them one transaction, so that the
 * price of a commit is shared by all who wait for one. A change that is refused (stale epoch, unknown job) fails alone; when
 * the database refuses the transaction, its changes are tried one by one. While the database does not answer, changes wait
 * as long as {@link StoreSettings#patience} says: all of them may be repeated without harm.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_GROUP = 500;
    private static final int MAX_WAITING = 100_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final DataSource database;
    private final Duration patience;
    private final boolean sync;
    private final BlockingQueue<Pending<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Map<JobId, Transaction.Known> known = new HashMap<>();
    private final Thread thread;
    private long knownEpoch;
    private volatile boolean closing;

    /** What a change does within a transaction. */
    @FunctionalInterface
    interface Change<T> {
        T apply(Transaction transaction) throws SQLException;
    }

    /** @param sync whether the database must be told to force each commit to the device */
    GroupCommit(DataSource database, Duration patience, boolean sync) {
        this.database = database;
        this.patience = patience;
        this.sync = sync;
        this.thread = new Thread(this::run, "job-store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletionStage<T> add(Change<T> change) {
        Pending<T> pending = new Pending<>(change);
        if (closing || !waiting.offer(pending)) {
            return CompletableFuture.failedFuture(new StoreUnavailableException(
                    closing ? "the job store is closed" : MAX_WAITING + " writes wait for the job store already",
                    null));
        }
        if (closing && waiting.remove(pending)) {
            pending.fail(new StoreUnavailableException("the job store is closed", null));
        }
        return pending.answer;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(patience.plusSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending<?>> group = new ArrayList<>();
        while (true) {
            try {
                Pending<?> first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                group.add(first);
                waiting.drainTo(group, MAX_GROUP - 1);
                write(group);
            } catch (InterruptedException e) {
                group.forEach(pending -> pending.fail(new StoreUnavailableException("the job store was stopped", e)));
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void write(List<Pending<?>> group) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                commit(group);
                group.forEach(Pending::complete);
                return;
            } catch (SQLException e) {
                known.clear();
                if (lostConnection(e) && System.nanoTime() < deadline && !closing) {
                    LOG.warn(
                            "the job store's database does not answer ({}); {} writes wait",
                            e.getMessage(),
                            group.size());
                    Thread.sleep(PAUSE.toMillis());
                } else if (group.size() > 1 && !lostConnection(e)) {
                    for (Pending<?> pending : group) {
                        write(List.of(pending));
                    }
                    return;
                } else {
                    LOG.error("the job store cannot write", e);
                    StoreUnavailableException failure =
                            new StoreUnavailableException("the job store cannot write: " + e.getMessage(), e);
                    group.forEach(pending -> pending.fail(failure));
                    return;
                }
            } catch (RuntimeException e) {
                known.clear();
                LOG.error("the job store cannot write", e);
                group.forEach(pending -> pending.fail(
                        new StoreUnavailableException("the job store cannot write: " + e.getMessage(), e)));
                return;
            }
        }
    }

    private void commit(List<Pending<?>> group) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Transaction transaction = new Transaction(connection, known)) {
                if (transaction.epoch() != knownEpoch) {
                    known.clear();
                }
                for (Pending<?> pending : group) {
                    pending.apply(transaction);
                }
                transaction.commit();
                knownEpoch = transaction.epoch();
            } catch (SQLException | RuntimeException e) {
                rollback(connection);
                throw e;
            }
            if (sync) {
                try (Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(true);
                    statement.execute("CHECKPOINT SYNC");
                }
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("the connection is gone already", e);
        }
    }

    private static boolean lostConnection(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.startsWith("57P")
                || ClosedByH2.is(e);
    }

    private static final class Pending<T> {
        private final Change<T> change;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private T value;
        private StoreException refusal;

        Pending(Change<T> change) {
            this.change = change;
        }

        void apply(Transaction transaction) throws SQLException {
            value = null;
            refusal = null;
            try {
                value = change.apply(transaction);
            } catch (StoreException e) {
                refusal = e;
            }
        }

        void complete() {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
            } else {
                answer.complete(value);
            }
        }

        void fail(StoreException e) {
            answer.completeExceptionally(e);
        }
    }
}
