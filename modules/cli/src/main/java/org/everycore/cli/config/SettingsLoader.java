package org.everycore.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
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
 * Puts the settings together, the command's and a node's alike: they are one tree. What counts, first to last: the command
 * line, the environment ({@code EVERYCORE_...}), the node's file, the settings file, the built-in defaults. The defaults name
 * every key there is: an unknown one, or a variable of an unknown one, is an error that names the nearest known.
 */
public final class SettingsLoader {
    static final String PREFIX = "everycore.";
    private static final String FILE = "everycore.conf";
    /** Each part of the product says what it can be told; the path of each is named, so that no other jar is searched. */
    private static final List<String> DEFAULTS = List.of(
            "/org/everycore/cli/config/defaults.conf",
            "/org/everycore/cluster/defaults.conf",
            "/org/everycore/gateway/defaults.conf");
    /** Tables whose names are the operator's own, checked where they are read, and what belongs to the actor system. */
    private static final List<String> FREE = List.of(
            "everycore.places.", "everycore.wire.", "everycore.worker-dispatcher.", "everycore.merge-dispatcher.");

    private final Map<String, String> env;
    private final Path userFolder;
    private final Optional<Path> home;
    private final Optional<Path> given;

    /**
     * @param userFolder where the user's own settings file may be
     * @param home where the product is installed, with its {@code conf} folder
     * @param given the one settings file that was asked for
     */
    public SettingsLoader(Map<String, String> env, Path userFolder, Optional<Path> home, Optional<Path> given) {
        this.env = env;
        this.userFolder = userFolder;
        this.home = home;
        this.given = given;
    }

    /** The settings with these keys, written with or without {@code everycore.}, set on the command line. */
    public Settings load(Map<String, String> commandLine) {
        return load(Optional.empty(), commandLine);
    }

    /** The same with a node's file over the settings files. */
    public Settings load(Optional<Path> nodeFile, Map<String, String> commandLine) {
        Layers layers = new Layers(
                defaults(), key -> key.startsWith(PREFIX) && FREE.stream().noneMatch(key::startsWith));
        files().forEach(layers::file);
        nodeFile.map(file -> there(file, "configuration")).ifPresent(layers::file);
        return new Settings(layers.environment(env).commandLine(commandLine).resolved());
    }

    static Config defaults() {
        Config all = ConfigFactory.empty();
        for (String part : DEFAULTS) {
            try (InputStream in = SettingsLoader.class.getResourceAsStream(part);
                    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                all = all.withFallback(ConfigFactory.parseReader(
                        reader, ConfigParseOptions.defaults().setOriginDescription(Origins.DEFAULT)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Every key of a configuration that is ours, in order; a table without entries counts as one. */
    static Map<String, ConfigValue> keys(Config config) {
        Map<String, ConfigValue> keys = new TreeMap<>();
        if (config.hasPath("everycore")) {
            collect("everycore", config.getObject("everycore"), keys);
        }
        return keys;
    }

    private static void collect(String at, ConfigValue value, Map<String, ConfigValue> keys) {
        if (value instanceof ConfigObject table && !table.isEmpty()) {
            table.forEach((name, entry) -> collect(at + "." + ConfigUtil.joinPath(name), entry, keys));
        } else {
            keys.put(at, value);
        }
    }

    /** From the one that counts least. */
    private List<Path> files() {
        Optional<Path> named =
                given.or(() -> Optional.ofNullable(env.get(Variables.FILE)).map(Path::of));
        if (named.isPresent()) {
            return List.of(there(named.get(), "settings"));
        }
        List<Path> found = new ArrayList<>();
        home.map(folder -> folder.resolve("conf").resolve(FILE))
                .filter(Files::isReadable)
                .ifPresent(found::add);
        Optional.of(userFolder.resolve(FILE)).filter(Files::isReadable).ifPresent(found::add);
        return found;
    }

    private static Path there(Path file, String what) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Failure.wrongInput(file + ": no such " + what + " file");
        }
        return file;
    }
}
