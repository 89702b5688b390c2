package org.everycore.radio.award;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The awards that are known: those built in, and those that a user adds or replaces by name. */
public final class AwardDefinitions {
    private static final String FOLDER = "definitions/";
    private static final String INDEX = "index";

    private AwardDefinitions() {}

    /** The built-in awards in the order of reports. */
    public static List<AwardDefinition> builtIn() {
        return BuiltIn.ALL;
    }

    /** Read once, when first asked for. */
    private static final class BuiltIn {
        static final List<AwardDefinition> ALL = List.copyOf(load());
    }

    private static List<AwardDefinition> load() {
        try {
            List<AwardDefinition> definitions = new ArrayList<>();
            for (String file : resource(INDEX)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                definitions.add(DefinitionReader.read(resource(file), file));
            }
            return definitions;
        } catch (IOException e) {
            throw new IllegalStateException("a built-in award definition cannot be read: " + e.getMessage(), e);
        }
    }

    /** The texts of the {@code .conf} files of a folder, in the order of their names. */
    public static List<String> texts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": not a folder");
        }
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".conf")).sorted().toList()) {
                String text = Files.readString(file);
                DefinitionReader.read(text, file.toString());
                texts.add(text);
            }
        }
        if (texts.isEmpty()) {
            throw new IOException(folder + ": no award definition (*.conf) in this folder");
        }
        return texts;
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
