package org.everycore.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line: finds the command, parses, executes, and turns the outcome into an exit code. */
public final class Cli {
    private final Session session;

    public Cli(Session session) {
        this.session = session;
    }

    /** Runs and gives the process's exit code; nothing is thrown. */
    public int run(String... args) {
        ExitCode code;
        try {
            code = ExitCode.OK;
            int status = execute(args);
            session.out().flush();
            if (status != 0) {
                return status;
            }
        } catch (Throwable e) {
            code = new ErrorReporter(session).report(e);
        }
        session.err().flush();
        return code.status();
    }

    private int execute(String... given) throws Exception {
        String[] args = helpFirst(given);
        // Known before anything is parsed: what is wrong with the command line itself is told as JSON too.
        session.setJson(Arrays.asList(args).contains("--json"));
        Optional<String> wanted = firstName(args);
        if (wanted.isEmpty()) {
            return withoutCommand(args);
        }
        if (CommandTable.find(wanted.get()).isEmpty()) {
            throw Failure.wrongInput("'" + wanted.get() + "' is not a command"
                    + Nearest.to(
                                    wanted.get(),
                                    CommandTable.entries().stream()
                                            .map(CommandTable.Entry::name)
                                            .toList())
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse("; 'everycore --help' lists them"));
        }
        CommandLine root = commandLine(List.of(CommandTable.find(wanted.get()).get()));
        root.setExecutionExceptionHandler((thrown, line, parsed) -> report(thrown));
        root.setParameterExceptionHandler((thrown, line) -> usage(thrown));
        return root.execute(args);
    }

    private int withoutCommand(String... args) {
        CommandLine root = commandLine(List.of());
        root.setParameterExceptionHandler((thrown, line) -> usage(thrown));
        CommandLine.ParseResult parsed;
        try {
            parsed = root.parseArgs(args);
        } catch (ParameterException e) {
            return usage(e);
        }
        if (parsed.isVersionHelpRequested()) {
            root.printVersionHelp(session.out());
            return ExitCode.OK.status();
        }
        boolean asked = parsed.isUsageHelpRequested();
        RootHelp.print(asked ? session.out() : session.err(), asked ? session.style() : session.errStyle());
        return (asked ? ExitCode.OK : ExitCode.WRONG_INPUT).status();
    }

    /** "everycore help x" is what people type for "everycore x --help". */
    private static String[] helpFirst(String... args) {
        if (args.length == 0 || !args[0].equals("help")) {
            return args;
        }
        String[] moved = Arrays.copyOfRange(args, 1, args.length + 1);
        moved[args.length - 1] = "--help";
        return moved;
    }

    /** The first argument that is neither an option nor an option's value. */
    private static Optional<String> firstName(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (List.of("--config", "--color", "--set").contains(args[i])) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return Optional.of(args[i]);
            }
        }
        return Optional.empty();
    }

    CommandLine commandLine(List<CommandTable.Entry> entries) {
        IFactory factory = new SessionFactory(session, CommandLine.defaultFactory());
        CommandLine root = new CommandLine(new Everycore(session), factory);
        for (CommandTable.Entry entry : entries) {
            CommandLine command = new CommandLine(CommandTable.commandClass(entry.name()), factory);
            if (command.getCommandSpec().usageMessage().description().length == 0) {
                command.getCommandSpec().usageMessage().description(sentence(entry.summary()));
            }
            root.addSubcommand(entry.name(), command);
        }
        root.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(session.style().on() ? Ansi.ON : Ansi.OFF));
        root.setUsageHelpWidth(Math.min(110, Math.max(80, session.terminal().columns())));
        root.setUsageHelpAutoWidth(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    private static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }

    private int report(Throwable thrown) {
        return new ErrorReporter(session).report(thrown).status();
    }

    private int usage(ParameterException e) {
        List<String> verbs = List.copyOf(e.getCommandLine().getSubcommands().keySet());
        String message = e.getMessage();
        Throwable cause = e.getCause() == null ? e : ErrorReporter.unwrapped(e.getCause());
        if (cause instanceof Failure || cause instanceof org.everycore.jobs.SpecException) {
            message = cause.getMessage();
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            message = (typed.startsWith("-") ? "unknown option " : "unexpected argument ")
                    + typed
                    + (verbs.isEmpty() ? unmatched.getSuggestions() : List.<String>of())
                            .stream()
                                    .limit(2)
                                    .collect(Collectors.collectingAndThen(
                                            Collectors.joining(" or "),
                                            near -> near.isEmpty() ? "" : "; did you mean " + near + "?"));
        }
        if (!verbs.isEmpty() && e instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            message += Nearest.to(typed, verbs)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("");
        } else if (!verbs.isEmpty() && message.startsWith("Missing required subcommand")) {
            message = "one of these must follow: " + String.join(", ", verbs);
        }
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        return report(Failure.wrongInput(message + " (see '" + name + " --help')"));
    }

    /** Makes commands with the session as their one constructor argument. */
    private record SessionFactory(Session session, IFactory others) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getConstructor(Session.class).newInstance(session);
            } catch (NoSuchMethodException e) {
                return others.create(type);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }
}
