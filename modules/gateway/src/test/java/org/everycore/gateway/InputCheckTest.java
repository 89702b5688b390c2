package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.blob.Places;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputCheckTest {
    @TempDir
    Path folder;

    private InputCheck check;

    @BeforeEach
    void open() throws IOException {
        check = new InputCheck(
                KindRegistry.of(List.of(new LinesKind())),
                DirectoryBlobStore.open(folder.resolve("blobs")),
                new SharedFolders(List.of(folder)),
                Places.of(ConfigFactory.parseString(
                        "everycore.places.logbooks.club.url = \"jdbc:postgresql://db/log\"")));
    }

    @Test
    void aPlaceIsKnownByItsTypeWhateverItsKeyIsCalled() {
        for (String place : List.of(folder.resolve("log.db").toString(), "/etc/passwd", "jdbc:postgresql://db/log")) {
            assertThatThrownBy(() -> check.check(request("beside", place)))
                    .isInstanceOf(SpecException.class)
                    .hasMessageStartingWith("beside = " + place + ": ")
                    .hasMessageContaining("listed: club");
        }
    }

    @Test
    void aListedNamePasses() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("times", 1);
        spec.putObject("beside").put("name", "club");
        assertThatCode(() -> check.check(JobRequest.of("test.lines", 0, spec))).doesNotThrowAnyException();
    }

    @Test
    void aNameThatNobodyGaveIsRefused() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("times", 1);
        spec.putObject("beside").put("name", "nobody");
        assertThatThrownBy(() -> check.check(JobRequest.of("test.lines", 0, spec)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("beside = nobody: ");
    }

    private static JobRequest request(String key, String place) {
        return JobRequest.of(
                "test.lines",
                0,
                JsonNodeFactory.instance.objectNode().put("times", 1).put(key, place));
    }
}
