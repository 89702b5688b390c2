package org.everycore.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.cli.Failure;
import org.everycore.cli.Nearest;

/**
 * Puts the settings together. What counts, first to last: the command line, the environment ({@code EVERYCORE_...}), the
 * settings file, the built-in defaults. The defaults name every key there is: an unknown one in a file is an error that
 * names the nearest known.
 */
public final class SettingsLoader {
    static final String PREFIX = "everycore.";
    private static final String FILE = "everycore.conf";
    private static final String FILE_VARIABLE = "EVERYCORE_CONFIG";

    private final Map<String, String> env;
    private final Path userFolder;
    private final Optional<Path> home;
    private final Optional<Path> given;

    /**
     * @param userFolder where the user's own settings file may be
     * @param home where the product is installed, with its {@code conf} folder
     * @param given the one file that was asked for
     */
    public SettingsLoader(Map<String, String> env, Path userFolder, Optional<Path> home, Optional<Path> given) {
        this.env = env;
        this.userFolder = userFolder;
        this.home = home;
        this.given = given;
    }

    /** The settings with these keys, written without {@code everycore.}, set on the command line. */
    public Settings load(Map<String, String> commandLine) {
        Config defaults = defaults();
        Config config = defaults;
        for (Path file : files()) {
            config = known(parsed(file), defaults, file.toString()).withFallback(config);
        }
        config = environment(defaults).withFallback(config);
        config = known(layer(commandLine), defaults, Origins.COMMAND_LINE).withFallback(config);
        try {
            return new Settings(config.resolve());
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    static Config defaults() {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("defaults.conf");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(
                    reader, ConfigParseOptions.defaults().setOriginDescription(Origins.DEFAULT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every key of a configuration that is ours, in order. */
    static Map<String, ConfigValue> keys(Config config) {
        Map<String, ConfigValue> keys = new TreeMap<>();
        config.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return keys;
    }

    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** From the one that counts least. */
    private List<Path> files() {
        Optional<Path> named =
                given.or(() -> Optional.ofNullable(env.get(FILE_VARIABLE)).map(Path::of));
        if (named.isPresent()) {
            if (!Files.isReadable(named.get()) || Files.isDirectory(named.get())) {
                throw Failure.wrongInput(named.get() + ": no such settings file");
            }
            return List.of(named.get());
        }
        List<Path> found = new ArrayList<>();
        home.map(folder -> folder.resolve("conf").resolve(FILE))
                .filter(Files::isReadable)
                .ifPresent(found::add);
        Optional.of(userFolder.resolve(FILE)).filter(Files::isReadable).ifPresent(found::add);
        return found;
    }

    private static Config parsed(Path file) {
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    private Config environment(Config defaults) {
        Config config = ConfigFactory.empty();
        for (String key : keys(defaults).keySet()) {
            String value = env.get(variable(key));
            if (value != null) {
                config = config.withValue(
                        key,
                        ConfigValueFactory.fromAnyRef(value)
                                .withOrigin(ConfigOriginFactory.newSimple(Origins.ENVIRONMENT + variable(key))));
            }
        }
        return config;
    }

    private static Config layer(Map<String, String> values) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String key = entry.getKey().startsWith(PREFIX) ? entry.getKey() : PREFIX + entry.getKey();
            try {
                config = config.withValue(
                        key,
                        ConfigValueFactory.fromAnyRef(entry.getValue())
                                .withOrigin(ConfigOriginFactory.newSimple(Origins.COMMAND_LINE)));
            } catch (ConfigException e) {
                throw Failure.wrongInput(Origins.COMMAND_LINE + ": '" + entry.getKey() + "' is not a key");
            }
        }
        return config;
    }

    private static Config known(Config config, Config defaults, String place) {
        Map<String, ConfigValue> ours = keys(defaults);
        for (Map.Entry<String, ConfigValue> entry : keys(config).entrySet()) {
            String key = entry.getKey();
            if (!ours.containsKey(key) && !isFree(key)) {
                ConfigValue value = entry.getValue();
                String at = value.origin().filename() == null ? place : Origins.of(value);
                throw Failure.wrongInput(at + ": " + key + " is not a known key"
                        + Nearest.to(key, ours.keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; 'everycore config show' lists them"));
            }
        }
        return config;
    }

    /** Keys below a table whose names are the user's own. */
    private static boolean isFree(String key) {
        return key.startsWith(PREFIX + "gateway.tokens.");
    }
}
