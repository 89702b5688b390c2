package org.everycore.cli.awards.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where entities, zones and continents lie, and the outline of the land: read from tables beside this class. */
final class Places {
    /** A place in degrees. */
    record Point(double east, double north) {}

    private Places() {}

    /** @param kind the field that holds the key: DXCC, CQZ, ITUZ or CONT */
    static Optional<Point> of(String kind, String key) {
        return Optional.ofNullable(Points.BY_KEY.get(kind + " " + key));
    }

    static boolean has(String kind) {
        return Points.BY_KEY.keySet().stream().anyMatch(key -> key.startsWith(kind + " "));
    }

    /** The keys of a kind that have a place. */
    static List<String> keys(String kind) {
        return Points.BY_KEY.keySet().stream()
                .filter(key -> key.startsWith(kind + " "))
                .map(key -> key.substring(kind.length() + 1))
                .sorted()
                .toList();
    }

    /** The land as paths of SVG: tenths of a degree from 180 degrees west and the north pole. */
    static List<String> land() {
        return Land.PATHS;
    }

    private static List<String> lines(String name) {
        try (InputStream in = Places.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Land {
        static final List<String> PATHS = lines("land.txt");
    }

    private static final class Points {
        static final Map<String, Point> BY_KEY = new HashMap<>();

        static {
            for (String line : lines("places.tsv")) {
                String[] cells = line.split("\t");
                BY_KEY.put(
                        cells[0] + " " + cells[1],
                        new Point(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
            }
        }
    }
}
