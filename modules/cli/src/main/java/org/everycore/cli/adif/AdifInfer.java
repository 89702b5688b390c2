package org.everycore.cli.adif;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.everycore.cli.InferOptions;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.values.Altered;
import org.everycore.radio.values.Inference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills fields that follow from others. */
@Command(
        name = "infer",
        description =
                "Fill what follows from other fields: entity, country, zones and continent from callsign and day, band"
                        + " from frequency, state where it is sure, locators from coordinates.",
        footerHeading = "%nWhat is logged stands; only fields without a value are filled.%n%nExamples:%n",
        footer = {
            "  everycore adif infer wsjtx_log.adi --out filled.adi",
            "  everycore adif infer --fields DXCC,CQZ --prefixes cty.dat log.adi > filled.adi"
        })
public final class AdifInfer extends RecordPipe {
    private final Session session;
    private final Map<String, Long> filled = new TreeMap<>();
    private long qsos;
    private Inference inference;

    @Mixin
    private InferOptions options;

    public AdifInfer(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    void prepare() throws IOException {
        inference = options.inference(session);
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        qsos++;
        Altered altered = inference.apply(record);
        altered.changes().forEach(change -> filled.merge(change.field(), 1L, Long::sum));
        sink.record(altered.record());
    }

    @Override
    List<String> more() {
        return options.fields();
    }

    @Override
    void finish() {
        session.err()
                .println("everycore: " + Numbers.counted(qsos, "QSO") + ", filled: "
                        + (filled.isEmpty()
                                ? "nothing"
                                : filled.entrySet().stream()
                                        .map(one -> one.getKey() + " " + Numbers.grouped(one.getValue()))
                                        .collect(Collectors.joining(", "))));
    }
}
