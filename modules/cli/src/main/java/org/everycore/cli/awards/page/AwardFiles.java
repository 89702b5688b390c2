package org.everycore.cli.awards.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.award.KeyQsos;

/** Writes pages and pictures of an awards document; a file appears when it is whole. */
public final class AwardFiles {
    private AwardFiles() {}

    /** How many QSOs of a key a page shows. */
    public static int qsosOfKey() {
        return KeyData.MOST_OF_KEY;
    }

    /** @param qsos the QSOs behind the keys; empty: the page shows none */
    public static void html(JsonNode document, Optional<KeyQsos> qsos, Path file) throws IOException {
        write(new AwardsPage(document, qsos).html().getBytes(StandardCharsets.UTF_8), file);
    }

    /**
     * The award's matrix, or of grid squares a map of the part of the world that was worked.
     *
     * @param map whether it is to be a map of the whole world
     * @return false if the award's keys have no place on a map, so that nothing was written
     */
    public static boolean png(JsonNode document, String award, boolean map, Path file) throws IOException {
        AwardGrid grid = AwardGrid.of(document, award);
        if (!map) {
            write(grid.isMap() ? new GridMapPicture(grid).png() : new MatrixPicture(grid).png(), file);
            return true;
        }
        JsonNode node = document.get("report").get("awards").path(award);
        Set<String> missing = new TreeSet<>();
        node.path("missing").forEach(key -> missing.add(key.asText()));
        Optional<WorldMap> world = WorldMap.of(grid, node.path("fields").path(0).asText(""), missing);
        if (world.isPresent()) {
            write(new WorldMapPicture(grid.title(), world.get()).png(), file);
        }
        return world.isPresent();
    }

    private static void write(byte[] bytes, Path file) throws IOException {
        try (ResultFile result = ResultFile.open(ResultTarget.to(file))) {
            result.stream().write(bytes);
            result.commit();
        }
    }
}
