package org.everycore.cli.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.everycore.cli.Failure;
import org.everycore.cli.Nearest;

/**
 * The environment as a layer of settings: {@code EVERYCORE_JOBS_WORKERS} sets {@code everycore.jobs.workers}. A variable that
 * begins so and means nothing is an error, as a mistyped key is.
 */
final class Variables {
    /** Names the settings file. */
    static final String FILE = "EVERYCORE_CONFIG";

    private static final String PREFIX = "EVERYCORE_";
    /** Read before there are settings: by the launcher, by the Python package, by us. */
    private static final Set<String> OTHERS =
            Set.of(FILE, PREFIX + "HOME", PREFIX + "JAVA_OPTS", PREFIX + "MVN_OPTS", PREFIX + "CDS");
    /** Secrets at services, read by {@code log sync} and kept out of every listing. */
    private static final Set<String> SECRETS = Set.of(
            PREFIX + "LOTW_PASSWORD",
            PREFIX + "EQSL_PASSWORD",
            PREFIX + "CLUBLOG_PASSWORD",
            PREFIX + "CLUBLOG_KEY",
            PREFIX + "QRZ_KEY");
    /** Short names of two keys. */
    private static final Map<String, String> SHORT = Map.of(
            PREFIX + "LOG_USER", "everycore.logbook.user", PREFIX + "LOG_PASSWORD", "everycore.logbook.password");
    /** What Kubernetes and Docker set in every container beside a service called everycore or everycore-something. */
    private static final Pattern SERVICE =
            Pattern.compile("EVERYCORE_(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT_[0-9]+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp)://.*");

    private Variables() {}

    /** The variable of a key. */
    static String of(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The keys that the environment sets, each with the variable that does. */
    static Map<String, String> read(Map<String, String> env, Collection<String> keys) {
        Map<String, String> known = new TreeMap<>(SHORT);
        keys.forEach(key -> known.put(of(key), key));
        Map<String, String> read = new LinkedHashMap<>();
        for (String name : new TreeMap<>(env).keySet()) {
            if (!name.startsWith(PREFIX)
                    || OTHERS.contains(name)
                    || SECRETS.contains(name)
                    || ofService(name, env.get(name))) {
                continue;
            }
            String key = known.get(name);
            if (key == null) {
                throw unknown(name, known.keySet());
            }
            read.merge(key, name, (one, other) -> one.equals(of(key)) ? one : other);
        }
        return read;
    }

    private static boolean ofService(String name, String value) {
        return SERVICE.matcher(name).matches()
                || name.endsWith("_PORT") && SERVICE_URL.matcher(value).matches();
    }

    private static Failure unknown(String name, Collection<String> known) {
        return Failure.wrongInput("environment " + name + ": no setting has this variable"
                + Nearest.to(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; 'everycore config show' lists the settings"));
    }
}
