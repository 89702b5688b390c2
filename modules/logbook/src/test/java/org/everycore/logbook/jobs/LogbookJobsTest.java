package org.everycore.logbook.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.QsoQuery;
import org.everycore.logbook.Stores;
import org.everycore.logbook.digest.ModelOptions;
import org.everycore.radio.adif.LengthUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogbookJobsTest {
    @TempDir
    Path folder;

    @Test
    void theKindsAreFound() {
        assertThat(KindRegistry.load().all().stream().map(JobKind::name))
                .contains("radio.import", "radio.export", "radio.digest");
    }

    @Test
    void importExportAndDigestRunChunkByChunk() throws Exception {
        Path first = Files.writeString(folder.resolve("a.adi"), Stores.adi(400));
        Path second = Files.writeString(folder.resolve("b.adi"), Stores.adi(700));
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putArray("logs").add(first.toString()).add(second.toString());
        spec.put("store", folder.resolve("jobs.db").toString());
        spec.put("logbook", "A");
        JobResult once = run(new ImportKind(), spec, ResultTarget.NOWHERE);
        assertThat(once.units()).isEqualTo(1100);
        assertThat(once.facts().get("added").asLong()).isEqualTo(700);
        JobResult again = run(new ImportKind(), spec, ResultTarget.NOWHERE);
        assertThat(again.sha256()).isEqualTo(once.sha256());
        assertThat(again.facts().get("added").asLong()).isZero();

        spec.remove("logs");
        Path out = folder.resolve("out.adi");
        assertThat(run(new ExportKind(), spec, ResultTarget.to(out)).units()).isEqualTo(700);
        try (LogStore store = LogStore.open(folder.resolve("jobs.db"))) {
            var whole = new ByteArrayOutputStream();
            store.logbook("A").export(QsoQuery.ALL, whole, LengthUnit.CHARACTERS);
            assertThat(Files.readAllBytes(out)).isEqualTo(whole.toByteArray());
        }
        spec.put("from", "2020-01-01")
                .put("to", "2020-01-01")
                .put("form", "csv")
                .putArray("columns")
                .add("CALL");
        Path csv = folder.resolve("out.csv");
        run(new ExportKind(), spec, ResultTarget.to(csv));
        assertThat(Files.readAllLines(csv)).hasSize(701).startsWith("CALL", "DL1ABC", "W1AB");

        ObjectNode digest = Json.mapper().createObjectNode();
        digest.putArray("logs").add(first.toString());
        digest.putObject("goals").put("DXCC", 2).put("WAC", 6);
        JsonNode text = run(new DigestKind(), digest, ResultTarget.NOWHERE)
                .document()
                .orElseThrow()
                .path("digests")
                .path(0);
        assertThat(text.path("author").asText()).isEqualTo("local");
        assertThat(text.path("text").asText())
                .contains("400 QSOs in all, 400 from 2019-12-03 to 2020-01-01")
                .contains("New entities (2): FEDERAL REPUBLIC OF GERMANY, UNITED STATES OF AMERICA.")
                .contains("DXCC: 0 of 2 confirmed, 2 worked: 2 more to go.");
    }

    /** The merging side never calls: the worker that got the second round does, by what its process offers. */
    @Test
    void aModelIsAskedByAWorker() throws Exception {
        Path log = Files.writeString(folder.resolve("a.adi"), Stores.adi(40));
        ObjectNode spec = Json.mapper().createObjectNode().put("author", "model");
        spec.putArray("logs").add(log.toString()).add(log.toString());
        DigestKind kind = new DigestKind();
        ModelOptions deaf =
                ModelOptions.of(URI.create("http://127.0.0.1:1/v1"), "k", "m").withTimeout(Duration.ofSeconds(2), 0);

        JsonNode without = DirectRunner.of(kind, kind.parse(spec))
                .encoded()
                .run()
                .result()
                .document()
                .orElseThrow();
        JsonNode with = DirectRunner.of(kind, kind.parse(spec))
                .encoded()
                .inputs(Inputs.LOCAL.offering(deaf))
                .run()
                .result()
                .document()
                .orElseThrow();

        assertThat(without.path("digests")).hasSize(2);
        assertThat(without.at("/digests/1/note").asText()).isEqualTo(ModelOptions.UNCONFIGURED);
        assertThat(with.at("/digests/1/note").asText()).startsWith("m failed");
        assertThat(with.at("/digests/1/text")).isEqualTo(without.at("/digests/0/text"));
    }

    @Test
    void specsSayWhatIsWrong() {
        assertThatThrownBy(() -> parse(new ImportKind(), "{\"logs\":[\"a\"],\"store\":\"x\"}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("logbook");
        assertThatThrownBy(() -> parse(
                        new ImportKind(),
                        "{\"logs\":[\"a\"],\"store\":\"jdbc:postgresql://h/d?password=x\",\"logbook\":\"A\"}"))
                .hasMessageContaining("EVERYCORE_LOG_PASSWORD");
        assertThatThrownBy(() -> parse(
                        new ImportKind(), "{\"logs\":[\"a\"],\"store\":\"x\",\"logbook\":\"A\",\"report\":\"qrz\"}"))
                .hasMessageContaining("lotw");
        assertThatThrownBy(() -> parse(new ExportKind(), "{\"store\":\"x\",\"logbook\":\"A\",\"from\":\"20201301\"}"))
                .hasMessageContaining("from");
        assertThatThrownBy(() -> parse(new DigestKind(), "{\"logs\":[\"a\"],\"goals\":{\"DXCC\":0}}"))
                .hasMessageContaining("DXCC");
    }

    private static void parse(JobKind<?, ?> kind, String json) throws Exception {
        kind.parse(Json.mapper().readTree(json));
    }

    private static <S, P> JobResult run(JobKind<S, P> kind, JsonNode json, ResultTarget target) throws Exception {
        return DirectRunner.of(kind, kind.parse(json))
                .encoded()
                .target(target)
                .run()
                .result();
    }
}
