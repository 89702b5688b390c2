package org.everycore.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.security.PrivateFolder;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Json;
import org.everycore.jobs.RecordTree;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.job.Archive;
import org.everycore.runtime.job.JobEnding;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.supervisor.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supervisor's journal in a job store; every write carries the epoch that it opened with. */
public final class StoreJournal implements Journal {
    /** A result in the making, as {@link #target} and the kinds name it: hidden with a suffix while it is written. */
    private static final Pattern RESULT = Pattern.compile("\\.?[^.]+-(\\d{1,18})-result(\\.[0-9a-f-]{36}\\.part)?");

    private static final Logger LOG = LoggerFactory.getLogger(StoreJournal.class);

    /** Shorter than a cluster takes to notice that a node is gone: whoever comes after a dead one finds it run out. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    private final JobStore store;
    private final BlobStore blobs;
    private final Path work;
    private final String holder;
    private volatile Epoch epoch;

    /**
     * @param work a folder of this process for results in the making
     * @param holder name of this node, for people
     */
    public StoreJournal(JobStore store, BlobStore blobs, Path work, String holder) {
        this.store = store;
        this.blobs = blobs;
        this.work = work;
        this.holder = holder;
    }

    @Override
    public CompletionStage<Long> open(boolean insist) {
        return store.acquireEpoch(holder, LEASE, insist || !store.shared()).thenApply(acquired -> {
            epoch = acquired;
            clear(acquired.number());
            return acquired.number();
        });
    }

    /** Removes results that supervisors of earlier terms left unfinished here, because they were killed: nobody goes on with them. */
    private void clear(long term) {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(work)) {
            for (Path file : files) {
                Matcher name = RESULT.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) < term) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("results of earlier terms stay in {}: {}", work, e.toString());
        }
    }

    @Override
    public CompletionStage<Void> renew() {
        return store.renew(epoch, LEASE);
    }

    @Override
    public CompletionStage<Void> release() {
        return epoch == null ? CompletableFuture.completedStage(null) : store.renew(epoch, Duration.ZERO);
    }

    @Override
    public CompletionStage<List<UnfinishedJob>> recover() {
        return store.recover();
    }

    @Override
    public CompletionStage<Kept> submitted(PlannedJob<?, ?> job, String by) {
        JobRecord record = new JobRecord(
                job.id(),
                job.description().request(),
                job.strategy().id(),
                job.description().family(),
                blobs(job.spec()),
                Instant.now(),
                by);
        return store.submit(epoch, record).thenApply(kept -> kept.isNew() ? Kept.NEW : Kept.KNOWN);
    }

    /** The blobs that a job reads, which must stay as long as the job may run. */
    private static Set<String> blobs(Object spec) {
        return RecordTree.find(spec, InputRef.class).values().stream()
                .map(InputRef::blob)
                .filter(blob -> blob != null)
                .collect(Collectors.toSet());
    }

    @Override
    public CompletionStage<Void> running(JobId job) {
        return store.transition(epoch, job, JobState.RUNNING).thenApply(stored -> null);
    }

    @Override
    public CompletionStage<Optional<UnfinishedJob>> restarted(PlannedJob<?, ?> job) {
        return store.restart(
                        epoch, job.id(), job.strategy().id(), job.description().family())
                .thenCompose(stored -> store.recover())
                .thenApply(all -> all.stream()
                        .filter(each -> each.job().job().id().equals(job.id()))
                        .findFirst());
    }

    @Override
    public CompletionStage<Void> ended(JobId job, JobEnding ending) {
        JsonNode report = Json.mapper().valueToTree(ending.report());
        JobEnd end = new JobEnd(
                ending.report().state(),
                report,
                ending.stored(),
                ending.report().error(),
                Instant.now());
        return store.finish(epoch, job, end).thenApply(stored -> null);
    }

    @Override
    public Archive archive(JobId job) {
        return new StoreArchive(store, blobs, epoch, job);
    }

    @Override
    public ResultTarget target(JobId job) {
        try {
            PrivateFolder.make(work);
            // What stands after a dot would say what form the result has; a tilde is in no job's id.
            return ResultTarget.to(work.resolve(job.value().replace('.', '~') + "-" + epoch.number() + "-result"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
