package org.everycore.cli.awards.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An award's keys as marks on a map of the world of equal degrees: locators as the rectangles that they are, entities, zones and continents as
 * round marks at a place of theirs, IOTA's references summed at their continents.
 *
 * @param marks in the order in which they are drawn
 */
record WorldMap(List<Mark> marks) {
    /** How far a key has come. */
    enum State {
        MISSING,
        WORKED,
        CONFIRMED
    }

    /**
     * One mark; degrees from 180 west and from the north pole.
     *
     * @param width 0: a round mark
     * @param label what stands in a round mark; may be empty
     */
    record Mark(String key, String name, State state, double x, double y, double width, double height, String label) {}

    private static final Set<String> LABELLED = Set.of("CQZ", "ITUZ", "CONT");

    WorldMap {
        marks = List.copyOf(marks);
    }

    /**
     * @param field the first field of the award's keys
     * @param missing keys that were not worked
     */
    static Optional<WorldMap> of(AwardGrid grid, String field, Set<String> missing) {
        if (grid.rows().isEmpty()) {
            return Optional.empty();
        }
        if (grid.rows().stream().allMatch(row -> row.key().matches("[A-R]{2}([0-9]{2}([A-X]{2})?)?"))
                && !field.equals("CONT")) {
            return Optional.of(
                    new WorldMap(grid.rows().stream().map(WorldMap::locator).toList()));
        }
        if (field.equals("IOTA")) {
            return Optional.of(new WorldMap(continents(grid)));
        }
        if (!Places.has(field)) {
            return Optional.empty();
        }
        List<Mark> marks = new ArrayList<>();
        for (String key : new TreeSet<>(missing)) {
            Places.of(field, key).ifPresent(at -> marks.add(mark(field, key, "", State.MISSING, at)));
        }
        for (State state : new State[] {State.WORKED, State.CONFIRMED}) {
            for (AwardGrid.Row row : grid.rows()) {
                if (state(row) == state) {
                    Places.of(field, row.key())
                            .ifPresent(at -> marks.add(mark(field, row.key(), row.name(), state, at)));
                }
            }
        }
        return marks.isEmpty() ? Optional.empty() : Optional.of(new WorldMap(marks));
    }

    private static State state(AwardGrid.Row row) {
        return row.confirmed() > 0 ? State.CONFIRMED : State.WORKED;
    }

    private static Mark mark(String field, String key, String name, State state, Places.Point at) {
        return new Mark(key, name, state, at.east() + 180, 90 - at.north(), 0, 0, LABELLED.contains(field) ? key : "");
    }

    private static Mark locator(AwardGrid.Row row) {
        String key = row.key();
        double x = (key.charAt(0) - 'A') * 20;
        double y = (key.charAt(1) - 'A') * 10;
        double width = 20;
        double height = 10;
        if (key.length() >= 4) {
            x += (key.charAt(2) - '0') * 2;
            y += key.charAt(3) - '0';
            width = 2;
            height = 1;
        }
        if (key.length() >= 6) {
            x += (key.charAt(4) - 'A') / 12.0;
            y += (key.charAt(5) - 'A') / 24.0;
            width = 1 / 12.0;
            height = 1 / 24.0;
        }
        return new Mark(key, row.name(), state(row), x, 180 - y - height, width, height, "");
    }

    /** Islands are too many and too small: a mark a continent, with how many of its references. */
    private static List<Mark> continents(AwardGrid grid) {
        Map<String, int[]> sums = new LinkedHashMap<>();
        for (AwardGrid.Row row : grid.rows()) {
            int[] sum = sums.computeIfAbsent(row.key().substring(0, 2), any -> new int[2]);
            sum[0]++;
            sum[1] += row.confirmed() > 0 ? 1 : 0;
        }
        List<Mark> marks = new ArrayList<>();
        for (String continent : Places.keys("CONT")) {
            int[] sum = sums.getOrDefault(continent, new int[2]);
            State state = sum[1] > 0 ? State.CONFIRMED : sum[0] > 0 ? State.WORKED : State.MISSING;
            Places.Point at = Places.of("CONT", continent).orElseThrow();
            marks.add(new Mark(
                    continent,
                    sum[0] + " worked, " + sum[1] + " confirmed",
                    state,
                    at.east() + 180,
                    90 - at.north(),
                    0,
                    0,
                    continent + " " + sum[0]));
        }
        return marks;
    }

    /** As inline SVG; the land is drawn by reference to the page's {@code #land}. */
    String svg(String title) {
        StringBuilder svg = new StringBuilder(marks.size() * 120 + 400);
        svg.append("<div class=\"wide\"><svg class=\"map\" viewBox=\"0 0 3600 1700\" role=\"img\" aria-label=\"Map: ")
                .append(Html.text(title))
                .append("\"><use href=\"#land\"/>");
        for (Mark mark : marks) {
            String name = Html.text((mark.key() + " " + mark.name()).strip());
            String state = "m" + mark.state().name().charAt(0);
            svg.append("<g class=\"")
                    .append(state)
                    .append("\" data-k=\"")
                    .append(Html.text(mark.key()))
                    .append("\"><title>")
                    .append(name)
                    .append("</title>");
            if (mark.width() > 0) {
                svg.append("<rect x=\"")
                        .append(tenths(mark.x()))
                        .append("\" y=\"")
                        .append(tenths(mark.y()))
                        .append("\" width=\"")
                        .append(Math.max(5, tenths(mark.width())))
                        .append("\" height=\"")
                        .append(Math.max(5, tenths(mark.height())))
                        .append("\"/>");
            } else {
                svg.append("<circle cx=\"")
                        .append(tenths(mark.x()))
                        .append("\" cy=\"")
                        .append(tenths(mark.y()))
                        .append("\" r=\"")
                        .append(mark.label().isEmpty() ? 15 : mark.label().length() > 2 ? 96 : 46)
                        .append("\"/>");
                if (!mark.label().isEmpty()) {
                    svg.append("<text x=\"")
                            .append(tenths(mark.x()))
                            .append("\" y=\"")
                            .append(tenths(mark.y()) + 18)
                            .append("\">")
                            .append(Html.text(mark.label()))
                            .append("</text>");
                }
            }
            svg.append("</g>");
        }
        return svg.append("</svg></div>\n").toString();
    }

    private static long tenths(double degrees) {
        return Math.round(degrees * 10);
    }
}
