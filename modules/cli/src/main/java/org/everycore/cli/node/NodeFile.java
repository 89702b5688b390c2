package org.everycore.cli.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Failure;

/**
 * A node's configuration put together: the command line before the environment ({@code EVERYCORE_...}), before the node's
 * file, before the defaults. Keys below {@code everycore.} that no default names are refused.
 */
final class NodeFile {
    private static final String PREFIX = "everycore.";
    private static final List<String> OURS =
            List.of("everycore.node.", "everycore.gateway.", "everycore.store.", "everycore.blobs.");

    private NodeFile() {}

    static Config read(Optional<Path> file, Map<String, String> env, Map<String, String> commandLine) {
        Config defaults = ConfigFactory.defaultReference();
        Config config = file.map(NodeFile::parsed).orElseGet(ConfigFactory::empty);
        known(config, defaults, file.map(Path::toString).orElse(""));
        for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
            String key = entry.getKey();
            String value = env.get(key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
            if (value != null && OURS.stream().anyMatch(key::startsWith)) {
                config = config.withValue(key, typed(value, entry.getValue(), "the environment"));
            }
        }
        for (Map.Entry<String, String> entry : commandLine.entrySet()) {
            String key = entry.getKey().startsWith(PREFIX) || entry.getKey().startsWith("pekko.")
                    ? entry.getKey()
                    : PREFIX + entry.getKey();
            ConfigValue standard = defaults.hasPath(key) ? defaults.getValue(key) : null;
            config = config.withValue(key, typed(entry.getValue(), standard, "the command line"));
        }
        known(config, defaults, "the command line");
        try {
            return config.withFallback(defaults.withOnlyPath("everycore")).resolve();
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    private static Config parsed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Failure.wrongInput(file + ": no such configuration file");
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    /** Text from outside, as a list where the key holds one: items between commas. */
    private static ConfigValue typed(String value, ConfigValue standard, String origin) {
        if (standard != null && standard.valueType() == ConfigValueType.LIST) {
            List<String> items = Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
            return ConfigValueFactory.fromIterable(items, origin);
        }
        return ConfigValueFactory.fromAnyRef(value, origin);
    }

    private static void known(Config config, Config defaults, String place) {
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            String key = entry.getKey();
            if (OURS.stream().anyMatch(key::startsWith) && !defaults.hasPathOrNull(key)) {
                throw Failure.wrongInput(place + ": " + key + " is not a key of a node's configuration");
            }
        }
    }
}
