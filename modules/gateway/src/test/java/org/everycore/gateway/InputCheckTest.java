package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.everycore.cluster.blob.DirectoryBlobStore;
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
                new PlaceCheck(List.of(folder.toRealPath()), false));
    }

    @Test
    void aPlaceIsKnownByItsTypeWhateverItsKeyIsCalled() throws IOException {
        String inside = folder.toRealPath().resolve("log.db").toString();
        assertThatCode(() -> check.check(request("beside", inside))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.check(request("beside", "/etc/passwd")))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("beside = /etc/passwd: is in no folder that the cluster shares");
    }

    @Test
    void aNameThatNobodyGaveIsRefused() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("times", 1);
        spec.putObject("beside").put("name", "club");
        assertThatThrownBy(() -> check.check(JobRequest.of("test.lines", 0, spec)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("beside = club: ");
    }

    private static JobRequest request(String key, String place) {
        return JobRequest.of(
                "test.lines",
                0,
                JsonNodeFactory.instance.objectNode().put("times", 1).put(key, place));
    }
}
