package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;

/** What conf/logback-json.xml makes of a line about a job. */
class JsonLogTest {
    @Test
    void aLineIsOneObjectThatNamesItsJobAndChunk() throws Exception {
        Path home = Path.of("").toAbsolutePath();
        while (!Files.exists(home.resolve("conf/logback-json.xml"))) {
            home = home.getParent();
        }
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(home.resolve("conf/logback-json.xml").toFile());
            context.getLogger("test")
                    .atWarn()
                    .addKeyValue("job", "j1")
                    .addKeyValue("chunk", 7)
                    .setCause(new IllegalStateException("two\nlines"))
                    .log("chunk {} failed", 7);
        } finally {
            context.stop();
            System.setOut(before);
        }
        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        JsonNode line = Json.mapper().readTree(lines.get(0));
        assertThat(line.findValuesAsText("job")).containsExactly("j1");
        assertThat(line.findValuesAsText("chunk")).containsExactly("7");
        assertThat(line.path("formattedMessage").asText()).isEqualTo("chunk 7 failed");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("throwable").path("message").asText()).isEqualTo("two\nlines");
    }
}
