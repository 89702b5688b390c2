package org.everycore.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: the options that every command takes. */
@Command(name = "everycore", versionProvider = Version.class)
public final class Everycore {
    private final Session session;

    @Spec
    private CommandSpec spec;

    public Everycore(Session session) {
        this.session = Objects.requireNonNull(session, "session is null");
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    void help(boolean asked) {}

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    void version(boolean asked) {}

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print results as JSON.")
    void json(boolean json) {
        session.setJson(json);
    }

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of errors here.")
    void verbose(boolean verbose) {
        session.setVerbose(verbose);
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read settings from this file instead of the usual one.")
    void config(Path file) {
        session.setConfigFile(file);
    }

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Set a setting for this call, such as jobs.workers=2.")
    void set(Map<String, String> keys) {
        session.set(keys);
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "Colour the output: auto, always or never.")
    void colour(String when) {
        session.setColours(
                switch (when) {
                    case "auto" -> null;
                    case "always" -> Boolean.TRUE;
                    case "never" -> Boolean.FALSE;
                    default ->
                        throw new ParameterException(
                                spec.commandLine(), "--color = " + when + ": must be auto, always or never");
                });
    }
}
