package org.everycore.cli.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Nearest;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the settings. */
@Command(
        subcommands = ConfigCommand.Show.class,
        footerHeading = "%nExamples:%n",
        footer = "  everycore config show --origin")
public final class ConfigCommand implements Callable<Integer> {
    private final Session session;

    public ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new Show(session).call();
    }

    /** Shows every setting, or one. */
    @Command(
            name = "show",
            description = "Show every setting, or those under a key, and where each comes from.",
            footerHeading =
                    "%nWhat counts, first to last: the command line (--set), the environment, the settings file,"
                            + " the defaults.%n%nExamples:%n",
            footer = {
                "  everycore config show --origin",
                "  everycore config show jobs --set jobs.workers=2 --origin",
                "  EVERYCORE_JOBS_WORKERS=1 everycore config show jobs.workers --origin",
                "  everycore --config conf/seed.conf config show node --origin"
            })
    public static final class Show implements Callable<Integer> {
        private static final String SECRET = "(set, not shown)";

        private final Session session;

        @Option(names = "--origin", description = "Say where each value comes from.")
        private boolean origin;

        @Parameters(arity = "0..1", paramLabel = "KEY", description = "A key or the beginning of some, such as jobs.")
        private String key;

        public Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Map<String, ConfigValue> all =
                    SettingsLoader.keys(session.settings().config());
            Map<String, Object> json = new LinkedHashMap<>();
            TextTable table = new TextTable("lll");
            all.forEach((name, value) -> {
                if (wanted(name)) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("value", shown(name, value));
                    entry.put("origin", Origins.of(value));
                    json.put(name, entry);
                    String text =
                            value.unwrapped() instanceof String s ? quoted(shown(name, value), s) : rendered(value);
                    table.row(name + " = " + text, origin ? session.style().dim("# " + Origins.of(value)) : "", "");
                }
            });
            if (json.isEmpty()) {
                throw Failure.wrongInput(key + " is not a known key"
                        + Nearest.to(key, names(all.keySet()))
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
            if (session.json()) {
                session.out().println(JsonText.of(json));
            } else {
                table.lines().forEach(session.out()::println);
            }
            return 0;
        }

        /** What a person may ask for: keys and groups of keys, without the prefix that all have. */
        private static Set<String> names(Set<String> keys) {
            Set<String> names = new TreeSet<>();
            for (String key : keys) {
                String name = key.substring(SettingsLoader.PREFIX.length());
                names.add(name);
                names.add(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
            }
            return names;
        }

        private boolean wanted(String name) {
            if (key == null) {
                return true;
            }
            String full = key.startsWith(SettingsLoader.PREFIX) ? key : SettingsLoader.PREFIX + key;
            return name.equals(full) || name.startsWith(full + ".");
        }

        private static String rendered(ConfigValue value) {
            return value.render(ConfigRenderOptions.concise());
        }

        private static Object shown(String name, ConfigValue value) {
            boolean secret =
                    isSecret(name) && !String.valueOf(value.unwrapped()).isEmpty();
            return secret ? SECRET : value.unwrapped();
        }

        private static String quoted(Object shown, String text) {
            return shown.equals(SECRET)
                    ? SECRET
                    : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        private static boolean isSecret(String name) {
            String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return last.equals("token") || last.equals("password") || last.equals("key") || name.contains(".tokens.");
        }
    }
}
