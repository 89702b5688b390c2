package org.everycore.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.cli.Failure;

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
        Layers layers = new Layers(
                defaults(), key -> key.startsWith(PREFIX) && !isFree(key), "'everycore config show' lists them");
        files().forEach(layers::file);
        return new Settings(layers.environment(env).commandLine(commandLine).resolved());
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

    /** Keys below a table whose names are the user's own. */
    private static boolean isFree(String key) {
        return key.startsWith(PREFIX + "gateway.tokens.");
    }
}
