package org.everycore.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.everycore.cli.Failure;
import org.everycore.cli.Nearest;

/**
 * Configuration laid in layers, each over those before it: defaults, files, the environment, the command line. The defaults
 * name every key there is: one of ours that they do not name is an error that names its place and the nearest known.
 */
final class Layers {
    private static final String PREFIX = "everycore.";

    private final Config defaults;
    private final Predicate<String> ours;
    private Config config = ConfigFactory.empty();

    /** @param ours keys that must be known; others are let through */
    Layers(Config defaults, Predicate<String> ours) {
        this.defaults = defaults;
        this.ours = ours;
    }

    Layers file(Path file) {
        try {
            return over(
                    ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)),
                    file.toString());
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    /** Every key has a variable: {@code everycore.jobs.workers} is EVERYCORE_JOBS_WORKERS. */
    Layers environment(Map<String, String> env) {
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> entry :
                Variables.read(env, known().keySet()).entrySet()) {
            String key = entry.getKey();
            String name = entry.getValue();
            layer = layer.withValue(key, typed(key, env.get(name), Origins.ENVIRONMENT + name));
        }
        return over(layer, Origins.ENVIRONMENT);
    }

    /** Keys with their values, with or without {@code everycore.} in front. */
    Layers commandLine(Map<String, String> values) {
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String key = entry.getKey();
            boolean whole = key.startsWith(PREFIX) || key.startsWith("pekko.") && !ours.test(key);
            try {
                String full = whole ? key : PREFIX + key;
                layer = layer.withValue(full, typed(full, entry.getValue(), Origins.COMMAND_LINE));
            } catch (ConfigException e) {
                throw Failure.wrongInput(Origins.COMMAND_LINE + ": '" + key + "' is not a key");
            }
        }
        return over(layer, Origins.COMMAND_LINE);
    }

    /** All layers over the defaults. */
    Config resolved() {
        try {
            return config.withFallback(defaults).resolve();
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    private Layers over(Config layer, String place) {
        Collection<String> known = known().keySet();
        for (Map.Entry<String, ConfigValue> entry : layer.entrySet()) {
            String key = entry.getKey();
            if (ours.test(key) && !known.contains(key)) {
                ConfigValue value = entry.getValue();
                String at = value.origin().filename() == null ? place : Origins.of(value);
                throw Failure.wrongInput(at + ": " + key + " is not a known key"
                        + Nearest.to(key, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; 'everycore config show' lists them"));
            }
        }
        config = layer.withFallback(config);
        return this;
    }

    private Map<String, ConfigValue> known() {
        Map<String, ConfigValue> known = new TreeMap<>();
        defaults.entrySet().stream()
                .filter(entry -> ours.test(entry.getKey()))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    /** Text from outside, as a list where the key holds one: items between commas. */
    private ConfigValue typed(String key, String value, String origin) {
        ConfigValue standard = known().get(key);
        Object typed = value;
        if (standard != null && standard.valueType() == ConfigValueType.LIST) {
            List<String> items = Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
            typed = items;
        }
        return ConfigValueFactory.fromAnyRef(typed).withOrigin(ConfigOriginFactory.newSimple(origin));
    }
}
