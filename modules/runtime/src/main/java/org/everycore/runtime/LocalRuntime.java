package org.everycore.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.machine.FreeCores;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Resources;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.local.LocalGuardian;
import org.everycore.runtime.pool.PoolSettings;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.supervisor.JobPlanner;
import org.everycore.runtime.supervisor.Journal;
import org.everycore.runtime.supervisor.SupervisorSettings;
import org.everycore.runtime.wire.SubmitReply;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on the cores of this process, with the same supervisor, coordinators, pools and workers that a cluster has.
 * Several jobs may run at once. It may be started beside other work: it needs no other part of the process.
 */
public final class LocalRuntime implements AutoCloseable {
    private static final int MAX_RUNNING = 16;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MAX_WAITING = 100_000;

    private final LocalRuntimeConfig config;
    private final ExecutorService blocking;
    private final ActorSystem<LocalGuardian.Command> system;
    private final Map<JobId, Handle> open = new ConcurrentHashMap<>();

    private LocalRuntime(LocalRuntimeConfig config) {
        LoggerFactory.getILoggerFactory(); // before several threads ask for it at once
        this.config = config;
        this.blocking = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "everycore-planning");
            thread.setDaemon(true);
            return thread;
        });
        JobPlanner planner = new JobPlanner(config.kinds(), config.strategies(), config.speeds(), config.inputs());
        SupervisorSettings supervisor = new SupervisorSettings(
                "local",
                planner,
                Journal.NONE,
                config.rules(),
                resources(),
                MAX_RUNNING,
                MAX_WAITING,
                config.memoryBytes(),
                GRACE,
                blocking,
                JobWatch.NONE,
                config.outOfMemory());
        List<PoolSettings> pools = new ArrayList<>();
        pools.add(pool(Capability.CPU, config.workers()));
        if (config.devices() > 0) {
            pools.add(pool(Capability.GPU_BATCH, config.devices()));
        }
        ClassLoader loader = new LocalLoader(LocalRuntime.class.getClassLoader());
        Config settings = ConfigFactory.parseResources(loader, "everycore-local.conf")
                .withFallback(ConfigFactory.defaultReference(loader))
                .resolve();
        system = ActorSystem.create(
                LocalGuardian.create(supervisor, pools),
                "everycore",
                BootstrapSetup.create(settings).withClassloader(loader));
        system.getWhenTerminated().whenComplete((done, error) -> open.values().forEach(Handle::lost));
    }

    private PoolSettings pool(Capability capability, int workers) {
        return new PoolSettings(
                new NodeId(capability == Capability.CPU ? "local" : "local/" + capability.label()),
                capability,
                workers,
                config.memoryBytes(),
                "pid " + ManagementFactory.getRuntimeMXBean().getPid(),
                config.kinds(),
                List.of(),
                List.of(),
                config.inputs(),
                config.speeds(),
                config.yielding() && capability == Capability.CPU ? FreeCores.ofThisMachine(workers) : () -> workers,
                Payloads.NONE,
                config.outOfMemory());
    }

    /** Starts the actors; jobs may be handed in at once. */
    public static LocalRuntime start(LocalRuntimeConfig config) {
        return new LocalRuntime(config);
    }

    /** What strategies can count on here. */
    public Resources resources() {
        return new Resources(config.workers(), config.workers(), config.devices(), config.memoryBytes(), false);
    }

    public JobHandle submit(JobRequest request, ResultTarget target) {
        return submit(request, target, progress -> {});
    }

    /** @param progress hears how far the job is, several times a second, on an actor's thread: it must not block for long */
    public JobHandle submit(JobRequest request, ResultTarget target, Consumer<Progress> progress) {
        JobId id = request.jobId() == null ? JobId.random() : new JobId(request.jobId());
        Handle handle = new Handle(id, progress);
        if (open.putIfAbsent(id, handle) != null) {
            throw new IllegalStateException("job " + id + " runs already");
        }
        system.tell(new LocalGuardian.Start(request.withJobId(id), target, handle));
        return handle;
    }

    /** Ends the jobs that still run, and then the actors. */
    @Override
    public void close() {
        open.values().forEach(Handle::cancel);
        CompletableFuture<?>[] ends = open.values().stream()
                .map(handle -> handle.outcome.handle((outcome, error) -> null))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends)
                    .completeOnTimeout(null, 3, TimeUnit.SECONDS)
                    .join();
        } finally {
            system.terminate();
            blocking.shutdown();
        }
    }

    private final class Handle implements JobHandle, LocalGuardian.Events {
        private final JobId id;
        private final Consumer<Progress> listener;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Handle(JobId id, Consumer<Progress> listener) {
            this.id = id;
            this.listener = listener;
        }

        @Override
        public JobId id() {
            return id;
        }

        @Override
        public CompletionStage<Outcome> outcome() {
            return outcome.minimalCompletionStage();
        }

        @Override
        public void cancel() {
            system.tell(new LocalGuardian.Cancel(id, "cancelled"));
        }

        @Override
        public void refused(SubmitReply.Refused refusal) {
            open.remove(id);
            outcome.completeExceptionally(
                    refusal.reason() == SubmitReply.Reason.SPEC
                            ? refusal.asSpecException()
                            : new IllegalStateException(refusal.message()));
        }

        @Override
        public void progressed(Progress progress) {
            listener.accept(progress);
        }

        @Override
        public void ended(Outcome ended) {
            open.remove(id);
            outcome.complete(ended);
        }

        void lost() {
            outcome.completeExceptionally(
                    new IllegalStateException("the runtime was closed before job " + id + " ended"));
        }
    }
}
