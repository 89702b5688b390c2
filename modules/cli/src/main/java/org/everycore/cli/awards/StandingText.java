package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.cli.Style;

/** An awards document as other commands show it: the overview, and a matrix. */
public final class StandingText {
    private StandingText() {}

    /** The lines that 'everycore awards' prints of a document; without a name, the matrix is that of the first award. */
    public static List<String> lines(JsonNode document, Style style, Optional<String> matrix, int rows) {
        AwardsText text = new AwardsText(document, style);
        List<String> lines = new ArrayList<>(text.overview());
        lines.addAll(new AwardMatrix(
                        document,
                        matrix.orElseGet(
                                () -> document.get("awards").fieldNames().next()),
                        style)
                .lines(rows));
        return lines;
    }

    /** The definition files of a folder; what is wrong with one is the caller's to mend. */
    public static List<String> definitions(Path folder) {
        return AwardsList.texts(folder);
    }
}
