package org.everycore.cli;

import java.util.List;
import java.util.Optional;
import org.everycore.cli.adif.AdifCommand;
import org.everycore.cli.awards.AwardsCommand;
import org.everycore.cli.bench.BenchCommand;
import org.everycore.cli.circuit.CircuitCommand;
import org.everycore.cli.config.ConfigCommand;
import org.everycore.cli.engine.EngineCommand;
import org.everycore.cli.job.PlanCommand;
import org.everycore.cli.job.ReportCommand;
import org.everycore.cli.job.TotalsCommand;
import org.everycore.cli.kinds.KindsCommand;
import org.everycore.cli.log.LogCommand;
import org.everycore.cli.machine.CpuCommand;
import org.everycore.cli.node.CertsCommand;
import org.everycore.cli.node.NodeCommand;
import org.everycore.cli.node.TokenCommand;
import org.everycore.cli.remote.CancelCommand;
import org.everycore.cli.remote.ClusterCommand;
import org.everycore.cli.remote.DrainCommand;
import org.everycore.cli.remote.ListCommand;
import org.everycore.cli.remote.LogsCommand;
import org.everycore.cli.remote.ResultCommand;
import org.everycore.cli.remote.StatusCommand;
import org.everycore.cli.remote.SubmitCommand;
import org.everycore.cli.remote.VerifyCommand;
import org.everycore.cli.run.RunCommand;
import org.everycore.cli.sample.SampleCommand;
import org.everycore.cli.train.FitCommand;
import org.everycore.cli.train.SweepCommand;
import org.everycore.cli.train.TrainCommand;

/**
 * The commands by name. A command's class is loaded when it is called, and no other, so that small commands start fast;
 * that is why names and summaries stand here and not with the classes.
 */
final class CommandTable {
    /** A command as the list of commands shows it. */
    record Entry(String group, String name, String summary) {}

    private static final String JOBS = "Jobs";
    private static final String PHOTONICS = "Photonics";
    private static final String RADIO = "Radio";
    private static final String CLUSTER = "Cluster";
    private static final String MACHINE = "This machine";

    private static final List<Entry> ENTRIES = List.of(
            new Entry(JOBS, "run", "run job files on this machine"),
            new Entry(JOBS, "plan", "tell what a job would take, by each strategy, and which would be chosen"),
            new Entry(JOBS, "kinds", "list the kinds of job, or show one with its schema"),
            new Entry(JOBS, "report", "how the jobs of a time did on this machine"),
            new Entry(JOBS, "totals", "totals over all jobs that ran on this machine"),
            new Entry(RADIO, "awards", "count awards from logs: worked, confirmed, missing, next"),
            new Entry(RADIO, "adif", "check, convert, cut, sort and count ADIF logs"),
            new Entry(RADIO, "log", "keep logbooks: import, search, edit, export, standings, digests"),
            new Entry(PHOTONICS, "sample", "sample a quantum generator on this machine"),
            new Entry(PHOTONICS, "circuit", "run, measure, plot, show, draw and convert circuit files"),
            new Entry(PHOTONICS, "train", "train a quantum generator on densities or samples"),
            new Entry(PHOTONICS, "fit", "find a circuit that makes a state or does a gate"),
            new Entry(PHOTONICS, "sweep", "train over settings and seeds, and rank the settings"),
            new Entry(PHOTONICS, "engine", "serve circuits and gradients to another process, such as Python"),
            new Entry(CLUSTER, "submit", "hand a job file to a cluster"),
            new Entry(CLUSTER, "status", "show a job"),
            new Entry(CLUSTER, "list", "list jobs, newest first"),
            new Entry(CLUSTER, "logs", "show what happened to a job, and follow it"),
            new Entry(CLUSTER, "result", "fetch a job's result"),
            new Entry(CLUSTER, "cancel", "cancel a job"),
            new Entry(CLUSTER, "verify", "run a finished job again and compare the hashes"),
            new Entry(CLUSTER, "cluster", "show the nodes of a cluster; start and stop one on this machine"),
            new Entry(CLUSTER, "drain", "let a node finish what it has, and leave"),
            new Entry(CLUSTER, "node", "run a node of a cluster in this process"),
            new Entry(CLUSTER, "certs", "make the keys and certificates by which nodes know each other"),
            new Entry(CLUSTER, "token", "make a bearer token for a gateway"),
            new Entry(MACHINE, "bench", "measure photonics, radio and scheduling"),
            new Entry(MACHINE, "cpu", "cores, load, memory and GPUs, and how many workers suit them"),
            new Entry(MACHINE, "config", "show settings and where each comes from"),
            new Entry(MACHINE, "generate-completion", "print a completion script for bash and zsh"));

    private CommandTable() {}

    static List<Entry> entries() {
        return ENTRIES;
    }

    static Optional<Entry> find(String name) {
        return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    static Class<?> commandClass(String name) {
        return switch (name) {
            case "run" -> RunCommand.class;
            case "plan" -> PlanCommand.class;
            case "report" -> ReportCommand.class;
            case "totals" -> TotalsCommand.class;
            case "awards" -> AwardsCommand.class;
            case "adif" -> AdifCommand.class;
            case "log" -> LogCommand.class;
            case "sample" -> SampleCommand.class;
            case "circuit" -> CircuitCommand.class;
            case "submit" -> SubmitCommand.class;
            case "status" -> StatusCommand.class;
            case "list" -> ListCommand.class;
            case "logs" -> LogsCommand.class;
            case "result" -> ResultCommand.class;
            case "cancel" -> CancelCommand.class;
            case "verify" -> VerifyCommand.class;
            case "cluster" -> ClusterCommand.class;
            case "drain" -> DrainCommand.class;
            case "bench" -> BenchCommand.class;
            case "train" -> TrainCommand.class;
            case "fit" -> FitCommand.class;
            case "sweep" -> SweepCommand.class;
            case "engine" -> EngineCommand.class;
            case "kinds" -> KindsCommand.class;
            case "node" -> NodeCommand.class;
            case "certs" -> CertsCommand.class;
            case "token" -> TokenCommand.class;
            case "cpu" -> CpuCommand.class;
            case "config" -> ConfigCommand.class;
            case "generate-completion" -> CompletionCommand.class;
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }
}
