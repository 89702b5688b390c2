package org.everycore.cli.job;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Session;
import org.everycore.cli.config.Settings;
import org.everycore.gpu.GpuDevices;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.JobHandle;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.Outcome;
import org.everycore.runtime.schedule.Failure;

/** Runs jobs on the cores of this process: all at once, watched, cancelled together by Ctrl-C. */
public final class LocalJobs {
    private final Session session;
    private final SpeedBook speeds;

    public LocalJobs(Session session) {
        this.session = session;
        this.speeds = SpeedBook.in(session.folders().state());
    }

    /** A job and the place where its result is to go. */
    public record Task(JobFile file, ResultTarget target) {}

    /** Runs all and waits for all; the outcomes stand in the order of the tasks. */
    public List<Outcome> run(List<Task> tasks) throws IOException {
        int workers = workers(tasks);
        ProgressDisplay display = new ProgressDisplay(session);
        try (LocalRuntime runtime = LocalRuntime.start(config(session, workers, speeds))) {
            List<JobHandle> handles = new ArrayList<>();
            return session.interrupts().during(() -> cancel(handles), () -> {
                for (Task task : tasks) {
                    JobHandle handle = runtime.submit(task.file().request(), task.target(), display::update);
                    synchronized (handles) {
                        handles.add(handle);
                    }
                }
                if (session.interrupts().interrupted()) {
                    cancel(handles);
                }
                List<Outcome> outcomes = new ArrayList<>();
                for (int i = 0; i < tasks.size(); i++) {
                    outcomes.add(wait(tasks.get(i), handles.get(i)));
                }
                display.close();
                keep(outcomes);
                return outcomes;
            });
        } finally {
            display.close();
        }
    }

    /** How a local runtime is set up here, by the settings. */
    public static LocalRuntimeConfig config(Session session, int workers, SpeedBook speeds) {
        LocalRuntimeConfig config = LocalRuntimeConfig.of(KindRegistry.load())
                .withSpeeds(speeds)
                .withInputs(inputs(session.settings()))
                .withDevices(GpuDevices.here().count());
        config = workers > 0 ? config.withWorkers(workers) : config.yieldingToOthers();
        return session.settings().memory().map(config::withMemoryBytes).orElse(config);
    }

    /** What a job of this user's finds: his files, his logbooks, his model. */
    private static Inputs inputs(Settings settings) {
        Inputs inputs = Inputs.LOCAL.as(settings.logbookUser(), settings.logbookPassword());
        return settings.model().map(inputs::offering).orElse(inputs);
    }

    /** The exit code of a job that ended this way. */
    public static ExitCode code(Outcome outcome) {
        if (outcome.report().state() == JobState.SUCCEEDED) {
            return ExitCode.OK;
        }
        if (outcome.report().state() == JobState.CANCELLED) {
            return ExitCode.CANCELLED;
        }
        boolean asked = outcome.failure()
                .filter(failure -> failure.kind().equals(Failure.SPEC))
                .isPresent();
        return asked ? ExitCode.WRONG_INPUT : ExitCode.FAILED;
    }

    /** One worker more than there are cores is allowed: whoever asks for it wants to see what it does. */
    private static int workers(List<Task> tasks) {
        return tasks.stream()
                .mapToInt(task -> task.file().request().workers())
                .max()
                .orElse(0);
    }

    private static void cancel(List<JobHandle> handles) {
        synchronized (handles) {
            handles.forEach(JobHandle::cancel);
        }
    }

    private static Outcome wait(Task task, JobHandle handle) throws IOException {
        try {
            return handle.outcome().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SpecException wrong) {
                throw JobFile.in(task.file().name(), wrong);
            }
            if (e.getCause() instanceof FileSystemException file) {
                throw file;
            }
            throw new org.everycore.cli.Failure(
                    ExitCode.FAILED, task.file().name() + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Adds finished jobs to what is known of this machine. */
    public void keep(List<Outcome> outcomes) {
        new JobHistory(session.folders().state())
                .add(outcomes.stream().map(Outcome::report).toList(), Instant.now());
        new Totals(session.folders().state())
                .add(outcomes.stream().map(Outcome::report).toList());
        speeds.keep();
    }
}
