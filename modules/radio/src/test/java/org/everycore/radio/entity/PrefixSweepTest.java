package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The built-in tables against AD1C's country file: every block of two characters, each of its prefixes and each of its single callsigns. */
class PrefixSweepTest {
    private static final String FILE = "radio/cty-2025-10-11.dat";
    private static final int DAY = 2025_10_11;
    private static final String SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** Where we differ on purpose: the beginning of a call, what we say, and why. */
    private static final Map<String, Integer> DELIBERATE = Map.of(
            // One of eight overseas entities by the licence of the day, and never France.
            "TO", 0,
            // Likewise: New Caledonia, Chesterfield, Clipperton or French Polynesia.
            "TX", 0,
            // Guantanamo has two letters behind KG4; other callsigns there are of the mainland.
            "KG4", 291,
            // Used on Spratly though nobody is allotted it.
            "1S", 247);

    private final CallsignResolver ours = CallsignResolver.builtIn();

    @Test
    void everyPrefixOfAnIndependentListStandsForItsEntityAndZones() throws IOException {
        Path file = ReferenceFiles.find(FILE);
        Set<String> calls = new LinkedHashSet<>();
        for (String first : SYMBOLS.split("")) {
            for (String second : SYMBOLS.split("")) {
                calls.add(first + second + (Character.isDigit(second.charAt(0)) ? "" : "1") + "AB");
            }
        }
        for (String word : words(file)) {
            if (!word.startsWith("=")) {
                calls.add(withDigit(word, "1") + "AB");
                calls.add(withDigit(word, "5") + "XYZ");
            }
        }
        assertThat(calls).hasSizeGreaterThan(15_000);
        assertThat(differing(file, calls)).isEmpty();
    }

    @Test
    void everyCallsignOfAnIndependentListStandsForItsEntityAndZones() throws IOException {
        Path file = ReferenceFiles.find(FILE);
        Set<String> calls = new LinkedHashSet<>();
        for (String word : words(file)) {
            // At sea and in the air there is no entity, whatever a contest's rules say.
            if (word.startsWith("=") && !word.contains("/MM") && !word.contains("/AM")) {
                calls.add(word.substring(1));
            }
        }
        assertThat(calls).hasSizeGreaterThan(20_000);
        assertThat(differing(file, calls)).isEmpty();
    }

    private Map<String, String> differing(Path file, Set<String> calls) throws IOException {
        CallsignResolver withFile = ours.with(CountryFile.read(file));
        Map<String, String> differing = new TreeMap<>();
        for (String call : calls) {
            Resolution here = ours.resolve(call, DAY);
            Resolution there = withFile.resolve(call, DAY);
            if (there.source().equals("built-in")) {
                there = Resolution.UNKNOWN;
            }
            String mine = text(here);
            String theirs = text(there);
            if (!mine.equals(theirs) && !isDeliberate(call, here, there)) {
                differing.put(call, mine + ", there " + theirs);
            }
        }
        return differing;
    }

    private static boolean isDeliberate(String call, Resolution here, Resolution there) {
        // Contests count Antarctica for South America; the ARRL and ADIF have a continent for it.
        if (here.entity() == 13 && there.entity() == 13) {
            return here.continent().equals("AN")
                    && here.cqZone() == there.cqZone()
                    && here.ituZone() == there.ituZone();
        }
        return DELIBERATE.entrySet().stream()
                .anyMatch(e -> call.startsWith(e.getKey()) && here.entity() == e.getValue());
    }

    private static String text(Resolution resolution) {
        return resolution.entity() + " " + resolution.cqZone() + "/" + resolution.ituZone() + " "
                + resolution.continent();
    }

    private static String withDigit(String prefix, String digit) {
        return prefix.chars().anyMatch(Character::isDigit) ? prefix : prefix + digit;
    }

    private static Set<String> words(Path file) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        for (String entry : Files.readString(file).split(";")) {
            if (!entry.isBlank()) {
                for (String word : entry.strip().split(":", 9)[8].split("[,\\s]+")) {
                    if (!word.isEmpty()) {
                        words.add(word.replaceAll("[(\\[<{~].*", ""));
                    }
                }
            }
        }
        return words;
    }
}
