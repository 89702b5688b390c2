package org.everycore.cli.adif;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the records in the order of some fields; records that are equal there keep their order. */
@Command(
        name = "sort",
        description = "Write the records in the order of some fields; all records are held in memory.",
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
            description = "Fields, separated by commas; the default is QSO_DATE,TIME_ON.")
    private List<String> by = List.of("QSO_DATE", "TIME_ON");

    @Option(names = "--reverse", description = "Write the last first.")
    private boolean reverse;

    private final List<AdifRecord> records = new ArrayList<>();

    public AdifSort(Session session) {
        super(session);
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) {
        records.add(record);
    }

    @Override
    void finish(RecordSink sink) throws IOException {
        Comparator<AdifRecord> order = by.stream()
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .map(name -> Comparator.comparing(
                        (AdifRecord record) -> record.normal(name).orElse("")))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        records.sort(reverse ? order.reversed() : order);
        for (AdifRecord record : records) {
            sink.record(record);
        }
    }
}
