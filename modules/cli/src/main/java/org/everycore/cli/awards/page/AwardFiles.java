package org.everycore.cli.awards.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/** Writes pages and pictures of an awards document; a file appears when it is whole. */
public final class AwardFiles {
    private AwardFiles() {}

    public static void html(JsonNode document, Path file) throws IOException {
        write(new AwardsPage(document).html().getBytes(StandardCharsets.UTF_8), file);
    }

    /** A map if the award's keys are grid squares, else its matrix. */
    public static void png(JsonNode document, String award, Path file) throws IOException {
        AwardGrid grid = AwardGrid.of(document, award);
        write(grid.isMap() ? new GridMapPicture(grid).png() : new MatrixPicture(grid).png(), file);
    }

    private static void write(byte[] bytes, Path file) throws IOException {
        try (ResultFile result = ResultFile.open(ResultTarget.to(file))) {
            result.stream().write(bytes);
            result.commit();
        }
    }
}
