package org.everycore.cli.adif;

import java.io.IOException;
import java.util.function.Predicate;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.convert.Verbs;
import picocli.CommandLine.Command;

/** Writes each QSO once: of records with one call, band, mode, date and minute the first. */
@Command(
        name = "dedupe",
        description = "Write each QSO once: of records with the same call, band, mode, date and minute, the first.",
        footerHeading = "%nExamples:%n",
        footer = "  everycore adif dedupe club.adi mine.adi --out all.adi")
public final class AdifDedupe extends RecordPipe {
    private final Session session;
    private final Predicate<AdifRecord> isFirst = Verbs.distinct();
    private long dropped;
    private long kept;

    public AdifDedupe(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        if (isFirst.test(record)) {
            kept++;
            sink.record(record);
        } else {
            dropped++;
        }
    }

    @Override
    void finish() {
        session.err()
                .println("everycore: " + Numbers.counted(dropped, "duplicate") + " left out, "
                        + Numbers.counted(kept, "QSO") + " kept");
    }
}
