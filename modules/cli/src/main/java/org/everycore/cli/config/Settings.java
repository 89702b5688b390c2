package org.everycore.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.everycore.logbook.digest.ModelOptions;

/**
 * The settings that hold for one call, every known key with a value and the place it comes from. A text that is empty means
 * "not set" for all that has no natural default.
 */
public final class Settings {
    private final Config config;

    Settings(Config config) {
        this.config = Objects.requireNonNull(config, "config is null");
    }

    /** Workers to use at most on this machine; 0 for one a core. */
    public int workers() {
        return whole("everycore.jobs.workers", 0, 4096);
    }

    /** The strategy of jobs that name none. */
    public String strategy() {
        return text("everycore.jobs.strategy").orElse("auto");
    }

    /** Bytes that jobs may use; empty for what the machine and its container leave. */
    public Optional<Long> memory() {
        long bytes = value("everycore.jobs.memory", config::getBytes);
        return bytes == 0 ? Optional.empty() : Optional.of(bytes);
    }

    /** Time between two lines of progress where nobody watches a terminal. */
    public Duration progressInterval() {
        return positive("everycore.jobs.progress-interval");
    }

    /** What happens to a field that a record has twice: strict or last. */
    public String onDuplicate() {
        return text("everycore.radio.on-duplicate").orElse("strict");
    }

    /** Where entities come from: auto or field. */
    public String entity() {
        return text("everycore.radio.entity").orElse("auto");
    }

    /** A folder with further award definitions. */
    public Optional<Path> definitions() {
        return text("everycore.radio.definitions").map(Path::of);
    }

    /** A cty.dat, cty.csv or cty.xml to resolve callsigns with. */
    public Optional<Path> prefixes() {
        return text("everycore.radio.prefixes").map(Path::of);
    }

    /** The logbook's database: a file, or a jdbc:postgresql URL. */
    public Optional<String> logbook() {
        return text("everycore.logbook.url");
    }

    /** As whom to go to the logbook's server, and to those that jobs name. */
    public String logbookUser() {
        return text("everycore.logbook.user").orElse("");
    }

    public String logbookPassword() {
        return text("everycore.logbook.password").orElse("");
    }

    /** The model that words digests, where one is configured. */
    public Optional<ModelOptions> model() {
        Optional<String> url = text("everycore.ai.url");
        Optional<String> key = text("everycore.ai.key");
        if (url.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelOptions(
                value("everycore.ai.url", at -> URI.create(config.getString(at).strip())),
                key.get(),
                text("everycore.ai.model").orElseThrow(() -> wrong("everycore.ai.model", "names no model")),
                positive("everycore.ai.timeout"),
                whole("everycore.ai.retries", 0, 10),
                whole("everycore.ai.parallel", 1, 64),
                whole("everycore.ai.most-tokens", 1, 1_000_000),
                money("everycore.ai.cost-cap"),
                money("everycore.ai.price-in"),
                money("everycore.ai.price-out")));
    }

    /** The logbook meant where none is named. */
    public String book() {
        return text("everycore.logbook.book").orElse("default");
    }

    /** The gateway that submit, status and their like talk to. */
    public String server() {
        return text("everycore.server.url").orElse("");
    }

    /** What the gateway knows us by. */
    public Optional<String> token() {
        return text("everycore.server.token");
    }

    /** A file that holds it instead. */
    public Optional<Path> tokenFile() {
        return text("everycore.server.token-file").map(Path::of);
    }

    /** The certificate authority that signed the gateway's certificate, in PEM. */
    public Optional<Path> serverAuthority() {
        return text("everycore.server.ca").map(Path::of);
    }

    public Duration serverTimeout() {
        return positive("everycore.server.timeout");
    }

    /** Everything, for those who read keys of their own, such as the node command. */
    public Config config() {
        return config;
    }

    /** The value of any key, with its place. */
    public ConfigValue value(String key) {
        return config.getValue(key);
    }

    private Optional<String> text(String key) {
        return Optional.of(value(key, config::getString)).filter(text -> !text.isBlank());
    }

    private int whole(String key, int least, int most) {
        int number = value(key, config::getInt);
        if (number < least || number > most) {
            throw wrong(key, "must be " + least + " to " + most);
        }
        return number;
    }

    private double money(String key) {
        double amount = value(key, config::getDouble);
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw wrong(key, "must be 0 or more");
        }
        return amount;
    }

    private Duration positive(String key) {
        Duration time = value(key, config::getDuration);
        if (time.isNegative() || time.isZero()) {
            throw wrong(key, "must be more than nothing");
        }
        return time;
    }

    private interface Reader<T> {
        T read(String key);
    }

    private <T> T value(String key, Reader<T> reader) {
        try {
            return reader.read(key);
        } catch (ConfigException | IllegalArgumentException e) {
            throw wrong(key, "is not of the right form");
        }
    }

    private Failure wrong(String key, String reason) {
        ConfigValue value = config.getValue(key);
        return Failure.wrongInput(Origins.of(value) + ": " + key + " = " + value.unwrapped() + ": " + reason);
    }
}
