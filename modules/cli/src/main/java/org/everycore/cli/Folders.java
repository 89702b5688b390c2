package org.everycore.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this user's files are, by the XDG base directory rules: settings, what is remembered between runs, and what can be
 * made again; and where the product itself is installed, if that is known.
 */
public record Folders(Path config, Path state, Path cache, Optional<Path> home) {
    private static final String NAME = "everycore";

    static Folders of(Map<String, String> env, Path home, Optional<Path> installed) {
        return new Folders(
                folder(env, "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(env, "XDG_STATE_HOME", home.resolve(".local").resolve("state")),
                folder(env, "XDG_CACHE_HOME", home.resolve(".cache")),
                installed);
    }

    /** The rules say that a relative path in these variables is to be ignored. */
    private static Path folder(Map<String, String> env, String variable, Path otherwise) {
        String value = env.getOrDefault(variable, "");
        Path base = value.startsWith("/") ? Path.of(value) : otherwise;
        return base.resolve(NAME);
    }

    Path log() {
        return state.resolve("everycore.log");
    }
}
