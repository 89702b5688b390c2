package org.everycore.cli.adif;

import java.io.IOException;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import picocli.CommandLine.Command;

/** Writes all records of the logs one after the other. */
@Command(
        name = "cat",
        description = "Write the records of all logs one after the other.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif cat 2024.adi 2025.adi > both.adi",
            "  everycore adif cat logs/ --format jsonl | jq -r .CALL | sort | uniq -c"
        })
public final class AdifCat extends RecordPipe {
    public AdifCat(Session session) {
        super(session);
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        sink.record(record);
    }
}
