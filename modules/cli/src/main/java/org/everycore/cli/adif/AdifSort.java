package org.everycore.cli.adif;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.ExternalSort;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.convert.SortOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the records in the order of some fields; records that are equal there keep their order. */
@Command(
        name = "sort",
        description = "Write the records in the order of some fields; large logs are sorted in temporary files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif sort log.adi > by-time.adi",
            "  everycore adif sort --by BAND,CALL --reverse log.adi --out sorted.adi"
        })
public final class AdifSort extends RecordPipe {
    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Fields, separated by commas, one with a - before it downwards; the default is QSO_DATE,TIME_ON.")
    private List<String> by = List.of("QSO_DATE", "TIME_ON");

    @Option(names = "--reverse", description = "Write the last first.")
    private boolean reverse;

    private Comparator<AdifRecord> order;

    public AdifSort(Session session) {
        super(session);
    }

    @Override
    void prepare() {
        SortOrder rising = SortOrder.parse(String.join(",", by));
        order = reverse ? rising.reversed() : rising;
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        sink.record(record);
    }

    @Override
    void copy(AllLogs all, RecordSink sink) throws IOException {
        new ExternalSort(order, ExternalSort.HELD).sort(all, sink);
    }
}
