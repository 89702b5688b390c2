package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.everycore.cli.Style;
import org.everycore.cli.awards.page.AwardGrid;
import org.everycore.cli.text.TextTable;

/** What was worked and confirmed of one award, a row for each entity, state or zone, a column for each band. */
final class AwardMatrix {
    private static final String CONFIRMED = "\u25cf";
    private static final String WORKED = "\u25cb";
    private static final String NOTHING = "\u00b7";
    private static final int NAME = 32;

    private final AwardGrid grid;
    private final Style style;

    AwardMatrix(JsonNode document, String award, Style style) {
        this.grid = AwardGrid.of(document, award);
        this.style = style;
    }

    /** The matrix with at most so many rows, those with most bands first; 0 for all. */
    List<String> lines(int most) {
        if (grid.rows().isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("ll" + "l".repeat(grid.bands().size()));
        List<Object> head = new ArrayList<>(List.of("", ""));
        grid.bands().forEach(band -> head.add(AwardGrid.head(band)));
        table.row(head.toArray());
        int shown = most > 0 ? Math.min(most, grid.rows().size()) : grid.rows().size();
        for (AwardGrid.Row row : grid.rows().subList(0, shown)) {
            List<Object> cells = new ArrayList<>(List.of(plain(row.key()), plain(row.name())));
            for (String band : grid.bands()) {
                Boolean confirmed = row.confirmedByBand().get(band);
                cells.add(
                        confirmed == null
                                ? style.dim(NOTHING)
                                : confirmed ? style.good(CONFIRMED) : style.warn(WORKED));
            }
            table.row(cells.toArray());
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(grid.name()) + "  " + style.good(CONFIRMED) + " confirmed  " + style.warn(WORKED)
                + " worked");
        lines.addAll(table.lines());
        if (shown < grid.rows().size()) {
            lines.add(style.dim((grid.rows().size() - shown) + " more: --rows 0 shows all"));
        }
        lines.add("");
        return lines;
    }

    /** A text of somebody's log made safe for a terminal and cut to a column. */
    static String plain(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= NAME ? clean : clean.substring(0, NAME - 1) + "\u2026";
    }
}
