package org.everycore.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.strategy.Decision;
import org.everycore.jobs.strategy.Prediction;
import org.everycore.jobs.strategy.Resources;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.jobs.strategy.StrategyChooser;
import org.everycore.runtime.LocalRuntimeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what running a job would take, without running it. */
@Command(
        footerHeading = "%nSpeeds are measured on the first call and corrected by every job that runs.%n%nExamples:%n",
        footer = {"  everycore plan examples/sample.json", "  everycore plan examples/sample.json --workers 1 --json"})
public final class PlanCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "JOB.json", description = "Job files.")
    private List<Path> files;

    @Mixin
    private JobOptions options;

    public PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        SpeedBook book = SpeedBook.in(session.folders().state());
        Calibration speeds = book.measured();
        for (Path path : files) {
            JobFile file = JobFile.read(path);
            JobRequest request = options.apply(file.request(), session);
            LocalRuntimeConfig config = LocalJobs.config(session, request.workers(), book);
            Resources resources =
                    new Resources(config.workers(), config.workers(), config.devices(), config.memoryBytes(), false);
            try {
                JobPlan plan = plan(KindRegistry.load().get(request.kind()), request);
                Decision decision = new StrategyChooser(Strategies.load()).decide(request, plan, resources, speeds);
                show(file, request, plan, decision);
            } catch (SpecException e) {
                throw JobFile.in(file.name(), e);
            }
        }
        return 0;
    }

    private static <S> JobPlan plan(JobKind<S, ?> kind, JobRequest request) throws IOException {
        JobContext context = new JobContext(JobId.random(), request.seed(), Kernel.BLOCKED, Inputs.LOCAL);
        return kind.plan(kind.parse(request.spec()), context);
    }

    private void show(JobFile file, JobRequest request, JobPlan plan, Decision decision) throws IOException {
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(json(file, request, plan, decision)));
            return;
        }
        String title = request.name() == null ? file.name() : request.name();
        session.out().println(session.style().bold(title) + " (" + request.kind() + ")");
        TextTable facts = new TextTable("ll");
        facts.row("  " + plan.unit(), Numbers.grouped(plan.units()));
        facts.row(
                "  chunks",
                Numbers.grouped(plan.chunks().chunks()) + " of "
                        + Numbers.grouped(plan.chunks().blocksPerChunk()) + " blocks of "
                        + Numbers.grouped(plan.unitsPerBlock()) + " " + plan.unit());
        plan.notes().forEach(note -> facts.row("  note", note));
        facts.lines().forEach(session.out()::println);
        session.out().println();
        TextTable table = new TextTable("lrrrl");
        table.row("  strategy", "workers", "time", "memory", "");
        for (Prediction prediction : decision.predictions()) {
            boolean chosen = prediction.strategy().equals(decision.chosen().id());
            table.row(
                    (chosen ? "* " : "  ") + prediction.strategy(),
                    prediction.possible() ? prediction.workers() : "-",
                    Numbers.seconds(prediction.seconds()),
                    prediction.possible() ? Numbers.bytes(prediction.memoryBytes()) : "-",
                    prediction.possible() ? "" : session.style().dim(prediction.obstacle()));
        }
        table.lines().forEach(session.out()::println);
        session.out().println();
        session.out().println(session.style().bold(decision.chosen().id()) + ": " + decision.reason());
        session.out().println();
    }

    private static Map<String, Object> json(JobFile file, JobRequest request, JobPlan plan, Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.name());
        json.put("kind", request.kind());
        json.put("units", plan.units());
        json.put("unit", plan.unit());
        json.put("blocks", plan.blocks());
        json.put("unitsPerBlock", plan.unitsPerBlock());
        json.put("chunks", plan.chunks().chunks());
        json.put("blocksPerChunk", plan.chunks().blocksPerChunk());
        json.put("notes", plan.notes());
        json.put("requested", decision.requested());
        json.put("strategy", decision.chosen().id());
        json.put("workers", decision.workers());
        json.put("reason", decision.reason());
        json.put("fallbacks", decision.fallbacks());
        List<Object> predictions = new ArrayList<>();
        for (Prediction prediction : decision.predictions()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("strategy", prediction.strategy());
            one.put("workers", prediction.workers());
            one.put("seconds", Double.isFinite(prediction.seconds()) ? prediction.seconds() : null);
            one.put("memoryBytes", prediction.memoryBytes());
            one.put("obstacle", prediction.obstacle());
            predictions.add(one);
        }
        json.put("predictions", predictions);
        return json;
    }
}
