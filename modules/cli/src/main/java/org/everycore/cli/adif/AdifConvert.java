package org.everycore.cli.adif;

import java.io.IOException;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import picocli.CommandLine.Command;

/** Writes a log in another format or with lengths in another unit. */
@Command(
        name = "convert",
        description = "Write logs in another format, or with lengths in another unit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif convert log.adi --out log.adx",
            "  everycore adif convert log.adx --out log.adi --length-unit bytes",
            "  everycore adif convert log.adi --out log.csv"
        })
public final class AdifConvert extends RecordPipe {
    public AdifConvert(Session session) {
        super(session);
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        sink.record(record);
    }
}
