package org.everycore.cli.adif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.AdifSource;
import org.everycore.radio.convert.RecordSource;

/** The records of several logs one after the other; each log is opened when the one before is read, and Ctrl-C ends it. */
final class AllLogs implements RecordSource {
    private static final int CHECK_EVERY = 1024;

    private final Session session;
    private final LogInput input;
    private final List<String> logs;
    private final boolean tells;
    private AdifRecord header;
    private RecordSource current;
    private LogInput.Tally tally;
    private int next;
    private long read;

    /** @param tells whether problems are told; not when the logs are read a second time */
    AllLogs(Session session, LogInput input, List<String> logs, boolean tells) throws IOException {
        this.session = session;
        this.input = input;
        this.logs = logs;
        this.tells = tells;
        advance();
        header = current == null ? AdifRecord.of(List.of()) : current.header();
    }

    /** The header of the first log. */
    @Override
    public AdifRecord header() {
        return header;
    }

    @Override
    public boolean hasNext() {
        try {
            while (current != null && !current.hasNext()) {
                if (tells) {
                    input.tell(tally, tally.records());
                }
                current.close();
                advance();
            }
            return current != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public AdifRecord next() {
        if (++read % CHECK_EVERY == 0 && session.interrupts().interrupted()) {
            throw new CancellationException();
        }
        return current.next();
    }

    /** The reader of the log at hand, if that is ADI or ADX. */
    Optional<AdifReader> reader() {
        return current instanceof AdifSource source ? Optional.of(source.reader()) : Optional.empty();
    }

    /** The name of the log at hand. */
    String log() {
        return logs.get(next - 1);
    }

    private void advance() throws IOException {
        current = null;
        if (next < logs.size()) {
            tally = new LogInput.Tally();
            current = input.open(logs.get(next++), tally);
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
