package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of a place, with nothing in it by which a driver would do more than open a database: parameters make drivers run
 * scripts, load classes, read and fetch files. What is not known to be harmless is refused.
 */
final class DriverUrl {
    private static final Pattern H2 =
            Pattern.compile("jdbc:h2:(?:file:((?:[A-Za-z]:)?[^:;?]+)|mem:[A-Za-z0-9_-]*)(;.*)?");
    private static final Pattern SQLITE = Pattern.compile("jdbc:sqlite:((?:[A-Za-z]:)?[^:?]+)");
    private static final Pattern POSTGRESQL =
            Pattern.compile("jdbc:postgresql:(?://[A-Za-z0-9.,:_\\[\\]-]*/)?[A-Za-z0-9_.%-]*(?:\\?(.*))?");
    private static final Set<String> H2_SETTINGS = Set.of(
            "MODE", "DB_CLOSE_DELAY", "DB_CLOSE_ON_EXIT", "IFEXISTS", "ACCESS_MODE_DATA", "LOCK_TIMEOUT", "CACHE_SIZE");
    private static final Set<String> POSTGRESQL_PARAMETERS = Set.of(
            "user",
            "ssl",
            "sslmode",
            "sslrootcert",
            "currentSchema",
            "ApplicationName",
            "connectTimeout",
            "socketTimeout",
            "loginTimeout",
            "tcpKeepAlive",
            "targetServerType",
            "loadBalanceHosts",
            "channelBinding",
            "gssEncMode");

    private DriverUrl() {}

    /** @param place a JDBC URL, or a file: one that ends in {@code .mv.db} is H2's, all others are SQLite's */
    static String of(String place) {
        if (!place.startsWith("jdbc:")) {
            return ofFile(place);
        }
        return switch (Dialect.ofUrl(place)) {
            case H2 -> h2(place);
            case SQLITE -> {
                require(SQLITE.matcher(place), place, "a SQLite database is jdbc:sqlite:FILE, without parameters");
                yield place;
            }
            case POSTGRESQL -> postgresql(place);
        };
    }

    private static String ofFile(String place) {
        Path file;
        try {
            file = Path.of(place).toAbsolutePath();
            Files.createDirectories(requireNonNull(file.getParent(), "the root folder is no log"));
        } catch (InvalidPathException e) {
            throw new LogbookException(place.replace('\0', '?') + ": is no name of a file");
        } catch (IOException e) {
            throw new LogbookException("the folder of " + place + " cannot be made", e);
        }
        String text = file.toString();
        return of(
                text.endsWith(".mv.db")
                        ? "jdbc:h2:file:" + text.substring(0, text.length() - ".mv.db".length())
                        : "jdbc:sqlite:" + text);
    }

    private static String h2(String url) {
        Matcher parts =
                require(H2.matcher(url), url, "an H2 database is jdbc:h2:file:PATH; other ways to one are not taken");
        String settings = parts.group(2) == null ? "" : parts.group(2).substring(1);
        for (String setting : settings.split(";", -1)) {
            String name = setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
            if (!name.isEmpty() && !H2_SETTINGS.contains(name)) {
                throw new LogbookException(url + ": the setting " + name + " is not taken: it may run code or scripts");
            }
        }
        return url.contains("MODE=") ? url : url + ";MODE=PostgreSQL;DB_CLOSE_DELAY=0";
    }

    /** The file of an H2 database's URL; none for one in memory. */
    static Optional<Path> h2File(String url) {
        Matcher parts = H2.matcher(url);
        return parts.matches() && parts.group(1) != null
                ? Optional.of(
                        Path.of(parts.group(1).replaceFirst("^~(?=/)", System.getProperty("user.home")) + ".mv.db"))
                : Optional.empty();
    }

    private static String postgresql(String url) {
        Matcher parts =
                require(POSTGRESQL.matcher(url), url, "a PostgreSQL database is jdbc:postgresql://HOST/DATABASE");
        String parameters = parts.group(1) == null ? "" : parts.group(1);
        for (String parameter : parameters.split("&", -1)) {
            String name = parameter.split("=", 2)[0];
            if (!name.isEmpty() && !POSTGRESQL_PARAMETERS.contains(name)) {
                throw new LogbookException("jdbc:postgresql: the parameter " + name
                        + " is not taken: it may load classes, read files or show a password");
            }
        }
        return url;
    }

    private static Matcher require(Matcher matcher, String url, String form) {
        if (!matcher.matches()) {
            throw new LogbookException(url.replaceFirst("\\?.*", "") + ": cannot be opened: " + form);
        }
        return matcher;
    }
}
