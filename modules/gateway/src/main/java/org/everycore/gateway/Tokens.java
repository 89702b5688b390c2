package org.everycore.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.everycore.cluster.security.LocalToken;
import org.everycore.cluster.security.PrivateFile;
import org.everycore.jobs.SpecException;

/**
 * Who may use a gateway: a file with one line a token, {@code name scope,scope sha256}. The file holds hashes, so it gives
 * nothing away; it must be readable by its owner alone all the same. A token is 256 random bits in URL-safe Base64.
 */
public final class Tokens {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_TOKEN_LENGTH = 200;

    private final List<Entry> entries;

    /** A token's bearer. */
    public record Bearer(String name, Set<Scope> scopes) {
        public Bearer {
            scopes = Set.copyOf(scopes);
        }
    }

    private record Entry(Bearer bearer, byte[] hash) {
        String line() {
            return bearer.name() + " "
                    + bearer.scopes().stream().sorted().map(Scope::label).collect(Collectors.joining(",")) + " "
                    + HexFormat.of().formatHex(hash) + "\n";
        }
    }

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a token file.
     *
     * @throws SpecException when others than the owner can read it, or a line is not one
     */
    public static Tokens load(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = PrivateFile.read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(parse(line, file + ", line " + (i + 1)));
            }
        }
        return new Tokens(entries);
    }

    /** One token. */
    static Tokens one(Bearer bearer, String token) {
        return new Tokens(List.of(new Entry(bearer, hash(token))));
    }

    /** Makes a token, adds it to the file (which is made when it is not there), and gives it: it cannot be read again. */
    public static String create(Path file, String name, Set<Scope> scopes) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new SpecException("name", name, "must be 1 to 100 letters, digits, dots, dashes, underscores or @");
        }
        if (scopes.isEmpty()) {
            throw new SpecException("scope", "a token needs at least one of read, submit, admin");
        }
        String before = "";
        if (Files.exists(file)) {
            Tokens known = load(file);
            if (known.entries.stream().anyMatch(entry -> entry.bearer().name().equals(name))) {
                throw new SpecException("name", name, "has a token already in " + file);
            }
            before = PrivateFile.read(file);
            before = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
        }
        String token = LocalToken.random();
        PrivateFile.write(file, before + new Entry(new Bearer(name, scopes), hash(token)).line());
        return token;
    }

    /** The bearer of a token, if the token is known. Takes as long for a wrong one as for a right one. */
    public Optional<Bearer> bearer(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = hash(token);
        Bearer found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = entry.bearer();
            }
        }
        return Optional.ofNullable(found);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private static Entry parse(String line, String place) {
        String[] parts = line.split("\\s+");
        if (parts.length != 3
                || !NAME.matcher(parts[0]).matches()
                || !HASH.matcher(parts[2]).matches()) {
            throw new SpecException(place, "must be: name scope,scope sha256");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(parts[1].split(",", -1)).map(Scope::parse).forEach(scopes::add);
        return new Entry(new Bearer(parts[0], scopes), HexFormat.of().parseHex(parts[2]));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
