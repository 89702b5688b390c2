package org.everycore.radio.award;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The awards that are known: those built in, and those that a user adds or replaces by name. */
public final class AwardDefinitions {
    private static final String FOLDER = "definitions/";
    private static final String INDEX = "index";
    private static final long MOST_BYTES = 16 << 20;

    private AwardDefinitions() {}

    /** The built-in awards in the order of reports. */
    public static List<AwardDefinition> builtIn() {
        return BuiltIn.ALL;
    }

    /**
     * A definition and where it stands.
     *
     * @param file the file of a user's folder, or the name of a built-in one
     * @param text what the file says
     */
    public record Entry(AwardDefinition definition, String file, String text, boolean builtIn) {}

    /** Read once, when first asked for. */
    private static final class BuiltIn {
        static final List<Entry> ENTRIES = List.copyOf(load());
        static final List<AwardDefinition> ALL =
                ENTRIES.stream().map(Entry::definition).toList();
    }

    private static List<Entry> load() {
        try {
            List<Entry> definitions = new ArrayList<>();
            for (String file : resource(INDEX)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                String text = resource(file);
                definitions.add(new Entry(DefinitionReader.read(text, file), file, text, true));
            }
            return definitions;
        } catch (IOException e) {
            throw new IllegalStateException("a built-in award definition cannot be read: " + e.getMessage(), e);
        }
    }

    /** The texts of the {@code .conf} files of a folder, in the order of their names. */
    public static List<String> texts(Path folder) throws IOException {
        return entries(folder).stream().map(Entry::text).toList();
    }

    /** Every award there is, those of a folder replacing built-in namesakes or added behind; without a folder the built-in ones. */
    public static List<Entry> catalogue(Optional<Path> folder) throws IOException {
        Map<String, Entry> all = new LinkedHashMap<>();
        BuiltIn.ENTRIES.forEach(entry -> all.put(entry.definition().name(), entry));
        if (folder.isPresent()) {
            entries(folder.get()).forEach(entry -> all.put(entry.definition().name(), entry));
        }
        return List.copyOf(all.values());
    }

    private static List<Entry> entries(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(folder)) {
            entries.add(read(file));
        }
        return entries;
    }

    /** The definition files of a folder, by name. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".conf"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(folder + ": no award definition (*.conf) in this folder");
            }
            return found;
        }
    }

    /**
     * Reads a definition file.
     *
     * @throws IOException naming the file, and the line, key and value of what is wrong
     */
    public static Entry read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": is larger than a definition may be (" + MOST_BYTES + " bytes)");
        }
        try {
            String text = Files.readString(file);
            return new Entry(DefinitionReader.read(text, file.toString()), file.toString(), text, false);
        } catch (MalformedInputException e) {
            throw new IOException(file + ": is not UTF-8 text", e);
        }
    }

    /** Reads one definition; {@code source} is what messages call it. */
    public static AwardDefinition read(String text, String source) throws IOException {
        return DefinitionReader.read(text, source);
    }

    /**
     * The built-in awards with those of the texts replacing namesakes or added behind, and of all these the ones named. Without names those that
     * are counted by default; the name {@code all} means every one.
     */
    public static List<AwardDefinition> select(List<String> texts, List<String> names) throws IOException {
        Map<String, AwardDefinition> all = new LinkedHashMap<>();
        builtIn().forEach(definition -> all.put(definition.name(), definition));
        for (int i = 0; i < texts.size(); i++) {
            AwardDefinition definition = read(texts.get(i), "definition " + (i + 1));
            all.put(definition.name(), definition);
        }
        if (names.isEmpty()) {
            return all.values().stream().filter(AwardDefinition::byDefault).toList();
        }
        if (names.contains("all")) {
            return List.copyOf(all.values());
        }
        Set<String> unknown = new TreeSet<>(names);
        List<AwardDefinition> chosen = new ArrayList<>();
        for (AwardDefinition definition : all.values()) {
            if (names.stream().anyMatch(name -> name.equalsIgnoreCase(definition.name()))) {
                chosen.add(definition);
                unknown.removeIf(name -> name.equalsIgnoreCase(definition.name()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IOException(
                    "no award '" + unknown.iterator().next() + "'; there are " + String.join(", ", all.keySet()));
        }
        return chosen;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = AwardDefinitions.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("no resource " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
