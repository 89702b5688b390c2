package org.everycore.cli.adif;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import picocli.CommandLine.Command;

/** Writes each QSO once: of records with one call, band, mode, date and minute the first. */
@Command(
        name = "dedupe",
        description = "Write each QSO once: of records with the same call, band, mode, date and minute, the first.",
        footerHeading = "%nExamples:%n",
        footer = "  everycore adif dedupe club.adi mine.adi --out all.adi")
public final class AdifDedupe extends RecordPipe {
    private static final int MINUTES = 4;

    private final Session session;
    private final Set<List<String>> seen = new HashSet<>();
    private long dropped;

    public AdifDedupe(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        String time = record.normal("TIME_ON").orElse("");
        List<String> key = List.of(
                record.normal("CALL").orElse(""),
                Bands.name(Bands.of(record)),
                record.normal("MODE").orElse(""),
                record.normal("QSO_DATE").orElse(""),
                time.substring(0, Math.min(MINUTES, time.length())));
        if (seen.add(key)) {
            sink.record(record);
        } else {
            dropped++;
        }
    }

    @Override
    void finish(RecordSink sink) {
        session.err().println("everycore: " + dropped + " duplicates left out, " + seen.size() + " QSOs kept");
    }
}
