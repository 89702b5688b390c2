package org.everycore.cluster.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.ChunkRange;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.EpochHeldException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.StoreException;
import org.everycore.runtime.record.StoreUnavailableException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.record.UnknownJobException;

/** A job store that lasts as long as its process: for local runs, and as the model that the others are tested against. */
public final class InMemoryJobStore implements JobStore {
    private final Clock clock;
    private final Map<JobId, Entry> jobs = new LinkedHashMap<>();
    private String leaseHolder = "";
    private Instant leasedUntil = Instant.EPOCH;
    private long epoch;
    private boolean closed;

    public InMemoryJobStore() {
        this(Clock.systemUTC());
    }

    public InMemoryJobStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock is null");
    }

    @Override
    public CompletionStage<Epoch> acquireEpoch(String holder, Duration lease, boolean insist) {
        return answer(() -> {
            EpochLease running = lease();
            if (!insist && running.hinders(holder)) {
                throw new EpochHeldException(running.holder(), running.left());
            }
            leaseHolder = holder;
            leasedUntil = clock.instant().plus(lease);
            return new Epoch(++epoch);
        });
    }

    @Override
    public CompletionStage<Optional<String>> holder() {
        return answer(() -> lease().current());
    }

    private EpochLease lease() {
        return new EpochLease(leaseHolder, Duration.between(clock.instant(), leasedUntil));
    }

    @Override
    public CompletionStage<Submitted> submit(Epoch writer, JobRecord job) {
        return write(writer, () -> {
            Entry known = jobs.get(job.id());
            if (known != null) {
                JobChanges.sameContents(known.job, job);
                return new Submitted(known.job, false);
            }
            Entry entry = new Entry(JobChanges.submitted(job));
            jobs.put(job.id(), entry);
            return new Submitted(entry.job, true);
        });
    }

    @Override
    public CompletionStage<StoredJob> transition(Epoch writer, JobId id, JobState next) {
        return write(writer, () -> {
            Entry entry = entry(id);
            entry.job = JobChanges.transition(entry.job, next, clock.instant());
            return entry.job;
        });
    }

    @Override
    public CompletionStage<Void> chunkDone(Epoch writer, JobId id, ChunkDone chunk) {
        return write(writer, () -> {
            Entry entry = entry(id);
            JobChanges.unfinished(entry.job, "given chunks");
            if (chunk.round() >= entry.round()) {
                entry.chunks.putIfAbsent(new Place(chunk.round(), chunk.first()), chunk);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> checkpoint(Epoch writer, JobId id, Checkpoint checkpoint) {
        return write(writer, () -> {
            Entry entry = entry(id);
            JobChanges.unfinished(entry.job, "given a checkpoint");
            if (checkpoint.round() >= entry.round()) {
                entry.checkpoint = Optional.of(checkpoint);
                entry.chunks.headMap(new Place(checkpoint.round(), 0)).clear();
            }
            return null;
        });
    }

    @Override
    public CompletionStage<StoredJob> restart(Epoch writer, JobId id, String strategy, String family) {
        return write(writer, () -> {
            Entry entry = entry(id);
            boolean otherBits = !entry.job.job().family().equals(family);
            entry.job = JobChanges.restarted(entry.job, strategy, family);
            if (otherBits) {
                entry.forget();
            }
            return entry.job;
        });
    }

    @Override
    public CompletionStage<StoredJob> finish(Epoch writer, JobId id, JobEnd end) {
        return write(writer, () -> {
            Entry entry = entry(id);
            entry.job = JobChanges.finished(entry.job, end);
            entry.forget();
            return entry.job;
        });
    }

    @Override
    public CompletionStage<Optional<StoredJob>> find(JobId id) {
        return answer(() -> Optional.ofNullable(jobs.get(id)).map(entry -> entry.job));
    }

    @Override
    public CompletionStage<JobPage> list(JobQuery query) {
        Optional<Cursor> after = query.after().map(Cursor::parse);
        return answer(() -> {
            List<StoredJob> found = jobs.values().stream()
                    .map(entry -> entry.job)
                    .filter(job -> query.states().isEmpty() || query.states().contains(job.state()))
                    .filter(job -> query.kind().isEmpty()
                            || query.kind().get().equals(job.job().request().kind()))
                    .filter(job -> query.submittedBy().isEmpty()
                            || query.submittedBy().get().equals(job.job().submittedBy()))
                    .filter(job -> after.isEmpty() || after.get().before(job))
                    .sorted(BY_AGE.reversed())
                    .limit(query.limit() + 1L)
                    .toList();
            return JobPage.cut(found, query.limit());
        });
    }

    @Override
    public CompletionStage<List<UnfinishedJob>> recover() {
        return answer(() -> jobs.values().stream()
                .filter(entry -> !entry.job.state().terminal())
                .sorted(Comparator.comparing((Entry entry) -> entry.job, BY_AGE))
                .map(Entry::unfinished)
                .toList());
    }

    @Override
    public CompletionStage<List<ChunkDone>> partials(JobId id, int round, long from, int limit) {
        return answer(() -> Optional.ofNullable(jobs.get(id)).stream()
                .flatMap(entry -> entry.chunks.tailMap(new Place(round, from)).values().stream())
                .filter(chunk -> chunk.round() == round)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Void> renew(Epoch epoch, Duration lease) {
        return write(epoch, () -> {
            leasedUntil = clock.instant().plus(lease);
            return null;
        });
    }

    @Override
    public CompletionStage<Integer> purge(Epoch writer, Instant endedBefore) {
        return write(writer, () -> {
            int before = jobs.size();
            jobs.values().removeIf(entry -> entry.job
                    .end()
                    .filter(end -> end.at().isBefore(endedBefore))
                    .isPresent());
            return before - jobs.size();
        });
    }

    @Override
    public CompletionStage<Set<String>> referencedBlobs() {
        return answer(() -> {
            Set<String> blobs = new HashSet<>();
            jobs.values().forEach(entry -> entry.addBlobs(blobs));
            return blobs;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Takes calls again after {@link #close}; stands in for another process that opens the same store. */
    synchronized void reopen() {
        closed = false;
    }

    static final Comparator<StoredJob> BY_AGE = Comparator.comparing(
                    (StoredJob job) -> job.job().submittedAt())
            .thenComparing(job -> job.id().value());

    private Entry entry(JobId id) {
        Entry entry = jobs.get(id);
        if (entry == null) {
            throw new UnknownJobException(id);
        }
        return entry;
    }

    private <T> CompletionStage<T> write(Epoch writer, Supplier<T> change) {
        return answer(() -> {
            if (writer.number() != epoch) {
                throw new StaleEpochException(writer, epoch);
            }
            return change.get();
        });
    }

    private synchronized <T> CompletionStage<T> answer(Supplier<T> question) {
        try {
            if (closed) {
                throw new StoreUnavailableException("the job store is closed", null);
            }
            return CompletableFuture.completedFuture(question.get());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private record Place(int round, long first) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return round != other.round ? Integer.compare(round, other.round) : Long.compare(first, other.first);
        }
    }

    private static final class Entry {
        private StoredJob job;
        private Optional<Checkpoint> checkpoint = Optional.empty();
        private final TreeMap<Place, ChunkDone> chunks = new TreeMap<>();

        Entry(StoredJob job) {
            this.job = job;
        }

        int round() {
            return checkpoint.map(Checkpoint::round).orElse(0);
        }

        void forget() {
            checkpoint = Optional.empty();
            chunks.clear();
        }

        UnfinishedJob unfinished() {
            List<ChunkRange> done = new ArrayList<>();
            for (ChunkDone chunk : chunks.values()) {
                if (chunk.round() == round()) {
                    done.add(new ChunkRange(chunk.round(), chunk.first(), chunk.end()));
                }
            }
            return new UnfinishedJob(job, checkpoint, done);
        }

        void addBlobs(Set<String> blobs) {
            blobs.addAll(job.job().inputs());
            Stream.of(
                            chunks.values().stream().map(ChunkDone::partial),
                            checkpoint.stream().map(Checkpoint::state),
                            job.end().stream()
                                    .flatMap(end -> end.result().stream())
                                    .map(StoredResult::content))
                    .flatMap(payloads -> payloads)
                    .flatMap(payload -> payload.blobSha256().stream())
                    .forEach(blobs::add);
        }
    }
}
