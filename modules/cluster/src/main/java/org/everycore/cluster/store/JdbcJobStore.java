package org.everycore.cluster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.EpochHeldException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.StoreException;
import org.everycore.runtime.record.StoreUnavailableException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnfinishedJob;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A job store in a relational database: H2 in a file for one node, PostgreSQL for a cluster; the same statements and the same
 * migrations for both. Writes go through {@link GroupCommit}, reads through connections of their own.
 */
public final class JdbcJobStore implements JobStore {
    private static final int MAX_READS_WAITING = 10_000;

    private final HikariDataSource database;
    private final GroupCommit writes;
    private final ExecutorService reads;
    private final Clock clock;
    private final boolean shared;
    private final Optional<DiskReserve> reserve;

    private JdbcJobStore(HikariDataSource database, StoreSettings settings, Clock clock) {
        this.database = database;
        this.clock = Objects.requireNonNull(clock, "clock is null");
        this.shared = !settings.h2();
        this.reserve = DiskReserve.of(settings);
        this.writes = new GroupCommit(database, settings.patience(), settings.h2());
        AtomicInteger number = new AtomicInteger();
        this.reads = new ThreadPoolExecutor(
                settings.readers(),
                settings.readers(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MAX_READS_WAITING),
                task -> {
                    Thread thread = new Thread(task, "job-store-reader-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Connects, and brings the tables up to date. Blocks.
     *
     * @throws StoreUnavailableException when the database cannot be used
     */
    public static JdbcJobStore open(StoreSettings settings) {
        return open(settings, Clock.systemUTC());
    }

    static JdbcJobStore open(StoreSettings settings, Clock clock) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("job-store");
        config.setJdbcUrl(settings.connectionUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.readers() + 1);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(1000, settings.patience().toMillis()));
        config.setInitializationFailTimeout(Math.max(1, settings.patience().toMillis()));
        if (settings.h2()) {
            config.setExceptionOverride(new ClosedByH2());
        } else {
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("ApplicationName", "everycore");
            // A supervisor that is stopped in the middle of a transaction must not hold the fence against its
            // successor.
            config.setConnectionInitSql("SET idle_in_transaction_session_timeout = 3000");
        }
        HikariDataSource database = null;
        try {
            database = new HikariDataSource(config);
            migrate(database, settings);
            return new JdbcJobStore(database, settings, clock);
        } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (database != null) {
                database.close();
            }
            throw new StoreUnavailableException("the job store " + settings + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void migrate(HikariDataSource database, StoreSettings settings) {
        Flyway.configure(JdbcJobStore.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:org/everycore/cluster/store")
                .table("schema_history")
                .placeholders(Map.of("id_type", settings.h2() ? "VARCHAR(100)" : "VARCHAR(100) COLLATE \"C\""))
                .connectRetries(0)
                .load()
                .migrate();
    }

    @Override
    public CompletionStage<Epoch> acquireEpoch(String holder, Duration lease, boolean insist) {
        return writes.add(transaction -> {
            EpochLease running = transaction.lease();
            if (!insist && running.hinders(holder)) {
                throw new EpochHeldException(running.holder(), running.left());
            }
            Epoch epoch = transaction.nextEpoch(holder, clock.instant());
            transaction.lease(holder, lease);
            return epoch;
        });
    }

    @Override
    public boolean shared() {
        return shared;
    }

    @Override
    public CompletionStage<Void> renew(Epoch epoch, Duration lease) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            transaction.renew(lease);
            return null;
        });
    }

    @Override
    public CompletionStage<Optional<String>> holder() {
        return read(connection -> EpochLease.read(connection).current());
    }

    @Override
    public CompletionStage<Submitted> submit(Epoch epoch, JobRecord job) {
        Optional<StoreUnavailableException> shortage = reserve.flatMap(DiskReserve::shortage);
        if (shortage.isPresent()) {
            return CompletableFuture.failedFuture(shortage.get());
        }
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            Optional<StoredJob> known = transaction.find(job.id());
            if (known.isPresent()) {
                JobChanges.sameContents(known.get(), job);
                return new Submitted(known.get(), false);
            }
            StoredJob stored = JobChanges.submitted(job);
            transaction.insert(stored);
            return new Submitted(stored, true);
        });
    }

    @Override
    public CompletionStage<StoredJob> transition(Epoch epoch, JobId id, JobState next) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            StoredJob before = transaction.require(id);
            StoredJob after = JobChanges.transition(before, next, clock.instant());
            if (!after.equals(before)) {
                transaction.replace(after);
            }
            return after;
        });
    }

    @Override
    public CompletionStage<Void> chunkDone(Epoch epoch, JobId id, ChunkDone chunk) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            transaction.chunk(id, chunk);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> checkpoint(Epoch epoch, JobId id, Checkpoint checkpoint) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            transaction.checkpoint(id, checkpoint);
            return null;
        });
    }

    @Override
    public CompletionStage<StoredJob> restart(Epoch epoch, JobId id, String strategy, String family) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            StoredJob before = transaction.require(id);
            StoredJob after = JobChanges.restarted(before, strategy, family);
            if (!before.job().family().equals(family)) {
                transaction.forget(id);
            }
            transaction.replace(after);
            return after;
        });
    }

    @Override
    public CompletionStage<StoredJob> finish(Epoch epoch, JobId id, JobEnd end) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            StoredJob before = transaction.require(id);
            StoredJob after = JobChanges.finished(before, end);
            if (!after.equals(before)) {
                transaction.forget(id);
                transaction.replace(after);
            }
            return after;
        });
    }

    @Override
    public CompletionStage<Integer> purge(Epoch epoch, Instant endedBefore) {
        return writes.add(transaction -> {
            transaction.requireCurrent(epoch);
            return transaction.purge(endedBefore);
        });
    }

    @Override
    public CompletionStage<Optional<StoredJob>> find(JobId id) {
        return read(connection -> JobQueries.find(connection, id));
    }

    @Override
    public CompletionStage<JobPage> list(JobQuery query) {
        query.after().ifPresent(Cursor::parse);
        return read(connection -> JobQueries.list(connection, query));
    }

    @Override
    public CompletionStage<List<UnfinishedJob>> recover() {
        return read(JobQueries::recover);
    }

    @Override
    public CompletionStage<List<ChunkDone>> partials(JobId id, int round, long from, int limit) {
        return read(connection -> JobQueries.partials(connection, id, round, from, limit));
    }

    @Override
    public CompletionStage<Set<String>> referencedBlobs() {
        return read(JobQueries::referencedBlobs);
    }

    @Override
    public void close() {
        writes.close();
        reads.shutdown();
        database.close();
    }

    private <T> CompletionStage<T> read(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            reads.execute(() -> ask(question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new StoreUnavailableException("the job store is closed, or too many reads wait", e));
        }
        return answer;
    }

    private <T> void ask(Question<T> question, CompletableFuture<T> answer) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            answer.complete(question.ask(connection));
        } catch (StoreException e) {
            answer.completeExceptionally(e);
        } catch (SQLException | RuntimeException e) {
            answer.completeExceptionally(
                    new StoreUnavailableException("the job store cannot read: " + e.getMessage(), e));
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
