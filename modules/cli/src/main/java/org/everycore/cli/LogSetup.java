package org.everycore.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sets logging up in code, which starts much faster than a configuration file: warnings of commands go to the log file in the
 * state folder, which appears with the first of them; nodes write everything from INFO on to standard output, where service
 * managers and containers look. A {@code logback.configurationFile} of the user's takes this class's place.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** System property with the log file's name; without it and without the next, nothing is logged. */
    static final String FILE = "everycore.log.file";
    /** System property that sends the log to standard output. */
    public static final String CONSOLE = "everycore.log.console";

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{24} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        OutputStreamAppender<ILoggingEvent> appender = appender();
        if (appender == null) {
            root.setLevel(Level.OFF);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
        root.setLevel(Boolean.getBoolean(CONSOLE) ? Level.INFO : Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static OutputStreamAppender<ILoggingEvent> appender() {
        if (Boolean.getBoolean(CONSOLE)) {
            return new ConsoleAppender<>();
        }
        String file = System.getProperty(FILE);
        if (file == null) {
            return null;
        }
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setOutputStream(new LateFile(Path.of(file)));
        return appender;
    }

    /** A file that is opened, to append to it, by the first byte written. */
    private static final class LateFile extends OutputStream {
        private final Path file;
        private OutputStream out;

        LateFile(Path file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            if (out == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            out.write(data, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }
}
