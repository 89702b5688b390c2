package org.everycore.cli.adif;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes chosen fields of every record. */
@Command(
        name = "select",
        description = "Write only some fields of every record, in the order named.",
        footerHeading = "%nExamples:%n",
        footer = "  everycore adif select --fields QSO_DATE,TIME_ON,CALL,BAND,MODE --format csv log.adi")
public final class AdifSelect extends RecordPipe {
    @Option(
            names = "--fields",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Fields, separated by commas.")
    private List<String> fields;

    public AdifSelect(Session session) {
        super(session);
    }

    @Override
    List<String> columns() {
        return fields.stream()
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        List<AdifField> chosen = new ArrayList<>();
        for (String name : columns()) {
            for (AdifField field : record.fields()) {
                if (field.name().equals(name)) {
                    chosen.add(field);
                }
            }
        }
        if (!chosen.isEmpty()) {
            sink.record(AdifRecord.of(chosen));
        }
    }
}
