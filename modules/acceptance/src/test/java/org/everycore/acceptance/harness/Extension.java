package org.everycore.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A user's job kind and strategy, compiled to a folder of classes that some nodes have and others have not. */
public final class Extension {
    private Extension() {}

    /** Compiles it into a folder. */
    public static Path compile(Path folder) throws Exception {
        Path classes = Files.createDirectories(folder);
        Path sources = Path.of("src", "test", "extension", "demo");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                sources.resolve("SquaresKind.java").toString(),
                                sources.resolve("HalfStrategy.java").toString()))
                .isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.everycore.jobs.JobKind"), "demo.SquaresKind\n");
        Files.writeString(services.resolve("org.everycore.jobs.strategy.StrategyProvider"), "demo.HalfStrategy\n");
        return classes;
    }
}
