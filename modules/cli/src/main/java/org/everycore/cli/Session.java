package org.everycore.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.everycore.cli.config.Settings;
import org.everycore.cli.config.SettingsLoader;
import org.everycore.cli.text.Wrap;

/**
 * One call of the command: its streams, its environment, what it was told on the command line for all commands, and the
 * settings that follow. Commands know nothing of the process around them, so that tests can run many in one.
 */
public final class Session {
    private static final int MOST_WIDTH = 100;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> env;
    private final Terminal terminal;
    private final Folders folders;
    private final Interrupts interrupts;
    private boolean json;
    private boolean verbose;
    private Path configFile;
    private Boolean colours;
    private final Map<String, String> set = new LinkedHashMap<>();
    private Settings settings;

    public Session(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> env,
            Terminal terminal,
            Folders folders,
            Interrupts interrupts) {
        this.in = Objects.requireNonNull(in, "in is null");
        this.out = Objects.requireNonNull(out, "out is null");
        this.err = Objects.requireNonNull(err, "err is null");
        this.env = Map.copyOf(env);
        this.terminal = Objects.requireNonNull(terminal, "terminal is null");
        this.folders = Objects.requireNonNull(folders, "folders is null");
        this.interrupts = Objects.requireNonNull(interrupts, "interrupts is null");
    }

    public InputStream in() {
        return in;
    }

    /** Results, and nothing else. */
    public PrintStream out() {
        return out;
    }

    /** All that is not a result: progress, warnings, errors. */
    public PrintStream err() {
        return err;
    }

    public Map<String, String> env() {
        return env;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** How wide flowing text is set: as wide as the terminal, at most a hundred columns; a hundred where none is watched. */
    public int width() {
        return terminal.outIsTerminal() ? Math.min(MOST_WIDTH, terminal.columns()) : MOST_WIDTH;
    }

    /** Prints lines of a result; on a terminal those that are too wide are broken between words. */
    public void print(List<String> lines) {
        for (String line : lines) {
            if (terminal.outIsTerminal()) {
                Wrap.at(line, terminal.columns()).forEach(out::println);
            } else {
                out.println(line);
            }
        }
    }

    public Folders folders() {
        return folders;
    }

    public Interrupts interrupts() {
        return interrupts;
    }

    /** Whether results are to be JSON. */
    public boolean json() {
        return json;
    }

    public boolean verbose() {
        return verbose;
    }

    /** How to write on standard output. */
    public Style style() {
        return new Style(colours != null ? colours : terminal.colours() && terminal.outIsTerminal());
    }

    /** How to write on standard error. */
    public Style errStyle() {
        return new Style(colours != null ? colours : terminal.colours() && terminal.errIsTerminal());
    }

    /** The settings, read when they are first asked for. */
    public Settings settings() {
        if (settings == null) {
            settings = loader().load(set);
        }
        return settings;
    }

    /** The settings with a node's file, and with what the options of its command set. */
    public Settings settings(Optional<Path> nodeFile, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(set);
        all.putAll(options);
        return loader().load(nodeFile, all);
    }

    private SettingsLoader loader() {
        return new SettingsLoader(env, folders.config(), folders.home(), Optional.ofNullable(configFile));
    }

    /** Keys and values that the command line sets. */
    public Map<String, String> setKeys() {
        return Collections.unmodifiableMap(set);
    }

    /** One line for a person, who is told no more than once. */
    public void warn(String line) {
        err.println(errStyle().warn("everycore: " + line));
    }

    void setJson(boolean json) {
        this.json = json;
    }

    void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    void setConfigFile(Path configFile) {
        this.configFile = configFile;
    }

    void set(Map<String, String> keys) {
        set.putAll(keys);
    }

    void setColours(Boolean colours) {
        this.colours = colours;
    }
}
