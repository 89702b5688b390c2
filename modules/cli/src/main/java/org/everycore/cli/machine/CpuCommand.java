package org.everycore.cli.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.gpu.GpuDevices;
import org.everycore.jobs.machine.WorkerRules;
import org.everycore.jobs.machine.WorkerRules.Load;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the machine's cores, load, memory and GPUs, and the workers that suit work of each sort. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore cpu",
            "  everycore cpu --json",
            "  everycore cpu --cap 8",
            "  everycore cpu --batch 5000 --workers 4"
        })
public final class CpuCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--cap", paramLabel = "N", description = "Recommend at most N workers.")
    private int cap = Integer.MAX_VALUE;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Tell how large batches of N things should be, and whether several workers pay.")
    private Long batch;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "With --batch: workers; the default is those for cpu work.")
    private Integer workers;

    @Option(
            names = "--threshold",
            paramLabel = "N",
            description = "With --batch: things from which several workers pay; the default is 1000.")
    private long threshold = 1000;

    public CpuCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MachineFacts facts = MachineFacts.ofThisMachine();
        WorkerRules rules = rules(facts, session.env());
        if (batch != null) {
            batch(rules);
            return 0;
        }
        if (session.json()) {
            session.out().println(JsonText.of(json(facts, rules)));
        } else {
            table(facts, rules).lines().forEach(session.out()::println);
        }
        return 0;
    }

    private void batch(WorkerRules rules) {
        int count = workers == null ? rules.workers(Load.CPU, cap) : workers;
        if (batch < 0 || count < 1 || threshold < 0) {
            throw Failure.wrongInput("--batch and --threshold must be at least 0, --workers at least 1");
        }
        boolean parallel = count > 1 && rules.parallel(batch, threshold);
        long size = WorkerRules.batchSize(batch, count);
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("total", batch);
            json.put("workers", count);
            json.put("batchSize", size);
            json.put("parallel", parallel);
            session.out().println(JsonText.of(json));
        } else {
            session.out()
                    .println("batches of " + Numbers.grouped(size) + " for " + Numbers.counted(count, "worker") + "; "
                            + (parallel ? "several workers pay" : "one worker does as well"));
        }
    }

    /** A container's processor time and an affinity mask count like missing cores. */
    static WorkerRules rules(MachineFacts facts, Map<String, String> env) {
        double quota = facts.container().cores().orElse(Double.MAX_VALUE);
        int logical = (int) Math.max(1, Math.min(Math.min(facts.logical(), facts.usable()), Math.ceil(quota)));
        int physical = Math.max(1, Math.min(facts.physical(), logical));
        return new WorkerRules(physical, logical, isTrue(env.get("CI")));
    }

    private static boolean isTrue(String value) {
        return value != null && (value.equalsIgnoreCase("true") || value.equals("1"));
    }

    /** How many, and of what; or why there are none. */
    private static String gpuWorkers() {
        GpuDevices devices = GpuDevices.here();
        List<String> parts = new ArrayList<>();
        if (devices.count() > 0) {
            parts.add(devices.count() + ": " + String.join("; ", devices.names()));
        } else {
            parts.add("none");
        }
        parts.addAll(devices.problems());
        return String.join("; ", parts);
    }

    private Map<String, Object> json(MachineFacts facts, WorkerRules rules) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", facts.model());
        json.put("physicalCores", facts.physical());
        json.put("logicalCores", facts.logical());
        json.put("usableCores", facts.usable());
        json.put("hyperThreading", facts.hyperThreading());
        json.put("loadAverage", facts.load1());
        json.put("memoryBytes", facts.memoryBytes());
        json.put("availableBytes", facts.availableBytes());
        Map<String, Object> container = new LinkedHashMap<>();
        container.put(
                "cores",
                facts.container().cores().isPresent()
                        ? facts.container().cores().getAsDouble()
                        : null);
        container.put(
                "memoryBytes",
                facts.container().memoryBytes().isPresent()
                        ? facts.container().memoryBytes().getAsLong()
                        : null);
        json.put("container", container);
        json.put("gpus", facts.gpus());
        json.put("gpuWorkers", GpuDevices.here().names());
        json.put("gpuProblems", GpuDevices.here().problems());
        json.put("ci", rules.ci());
        Map<String, Object> workers = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            workers.put(load.name().toLowerCase(Locale.ROOT), rules.workers(load, cap));
        }
        json.put("workers", workers);
        return json;
    }

    private TextTable table(MachineFacts facts, WorkerRules rules) {
        TextTable table = new TextTable("ll");
        table.row("Processor", facts.model());
        table.row(
                "Cores",
                facts.physical() + " physical, " + facts.logical() + " logical"
                        + (facts.usable() < facts.logical() ? ", " + facts.usable() + " for this process" : ""));
        table.row("Hyper-threading", facts.hyperThreading() ? "on" : "off");
        table.row("Load", Double.isNaN(facts.load1()) ? "unknown" : String.format(Locale.ROOT, "%.2f", facts.load1()));
        table.row(
                "Memory",
                Numbers.bytes(facts.availableBytes()) + " available of " + Numbers.bytes(facts.memoryBytes()));
        table.row("Container", container(facts));
        table.row("GPUs", facts.gpus().isEmpty() ? "none" : String.join(", ", facts.gpus()));
        table.row("GPU workers", gpuWorkers());
        table.row(
                "Workers",
                String.format(
                        Locale.ROOT,
                        "%d for io, %d for cpu, %d for mixed work%s",
                        rules.workers(Load.IO, cap),
                        rules.workers(Load.CPU, cap),
                        rules.workers(Load.MIXED, cap),
                        rules.ci() ? " (build server)" : ""));
        return table;
    }

    private static String container(MachineFacts facts) {
        StringBuilder text = new StringBuilder();
        facts.container().cores().ifPresent(cores -> text.append(String.format(Locale.ROOT, "%.3g cores", cores)));
        facts.container().memoryBytes().ifPresent(bytes -> text.append(text.isEmpty() ? "" : ", ")
                .append(Numbers.bytes(bytes)));
        return text.isEmpty() ? "no limits" : text.toString();
    }
}
