package org.everycore.cli.adif;

import java.io.IOException;
import java.util.function.Predicate;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.Merge;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.convert.Verbs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes each QSO once: the first of its records, or one that knows what all of them know. */
@Command(
        name = "dedupe",
        description =
                "Write each QSO once: of records with the same call, band, satellite, mode, date and minute, the first."
                        + " MODE FT4 and MODE MFSK with SUBMODE FT4 are the same.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif dedupe club.adi mine.adi --out all.adi",
            "  everycore adif dedupe log.adi lotw.adi --merge --tolerance 5 --out all.adi"
        })
public final class AdifDedupe extends RecordPipe {
    private final Session session;
    private final Predicate<AdifRecord> isFirst = Verbs.distinct();
    private long dropped;
    private long kept;

    @Option(
            names = "--merge",
            description =
                    "Join what the others know, fields and confirmations, to the first; all QSOs are held in memory.")
    private boolean merge;

    @Option(
            names = "--tolerance",
            paramLabel = "MINUTES",
            description = "Times up to so far apart are one QSO; the default is the same minute.")
    private int tolerance;

    public AdifDedupe(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    void prepare() {
        if (tolerance < 0 || tolerance > 1440) {
            throw Failure.wrongInput("--tolerance = " + tolerance + ": must be 0 to 1440 minutes");
        }
    }

    @Override
    void copy(AllLogs all, RecordSink sink) throws IOException {
        if (!merge && tolerance == 0) {
            super.copy(all, sink);
            return;
        }
        Merge qsos = new Merge(tolerance * 60L, merge);
        while (all.hasNext()) {
            qsos.add(all.next());
        }
        for (AdifRecord qso : qsos.records()) {
            sink.record(qso);
        }
        kept = qsos.records().size();
        dropped = qsos.merged();
        finish();
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
                .println("everycore: " + Numbers.counted(dropped, "duplicate") + (merge ? " merged, " : " left out, ")
                        + Numbers.counted(kept, "QSO") + " kept");
    }
}
