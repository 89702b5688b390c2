package org.everycore.cli;

import java.io.PrintStream;
import java.util.Locale;

/** What {@code everycore --help} says: the commands by group, made from the table, so that no command is loaded for it. */
final class RootHelp {
    private static final String[] EXAMPLES = {
        "everycore run examples/sample.json examples/awards.json", "everycore cpu",
    };

    private RootHelp() {}

    static void print(PrintStream out, Style style) {
        out.println(style.bold("Usage:") + " everycore COMMAND [OPTIONS] [ARGUMENTS]");
        out.println();
        out.println("Puts every core of every machine to work on one job, with the same bits however many there were.");
        String group = "";
        for (CommandTable.Entry entry : CommandTable.entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                out.println();
                out.println(style.bold(group));
            }
            String name = String.format(Locale.ROOT, "%-20s", entry.name());
            out.println("  " + style.accent(name) + " " + entry.summary());
        }
        out.println();
        out.println(style.bold("Examples"));
        for (String example : EXAMPLES) {
            out.println("  " + example);
        }
        out.println();
        out.println("'everycore COMMAND --help' tells more of each. Every command takes --json, --config FILE,");
        out.println("--color auto|always|never and --verbose. Exit codes: 0 done, 1 failed, 2 wrong input,");
        out.println("3 cancelled, 4 the cluster could not be reached.");
    }
}
