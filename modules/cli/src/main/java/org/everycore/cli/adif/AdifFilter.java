package org.everycore.cli.adif;

import java.io.IOException;
import java.util.List;
import org.everycore.cli.Session;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.RecordSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the records that meet every condition. */
@Command(
        name = "filter",
        description = "Write the records that meet every condition.",
        footerHeading =
                "%nA condition is a field, one of = != < <= > >= ~ (a regular expression), and a value; * in a%n"
                        + "value after = stands for any text. Fields that are absent count as empty.%n%nExamples:%n",
        footer = {
            "  everycore adif filter --where BAND=20m --where MODE=CW log.adi",
            "  everycore adif filter --where 'QSO_DATE>=20250101' --where 'CALL=DL*' log.adi",
            "  everycore adif filter --not --where 'MODE~^(FT8|FT4)$' log.adi"
        })
public final class AdifFilter extends RecordPipe {
    @Option(
            names = "--where",
            required = true,
            paramLabel = "CONDITION",
            description = "Such as BAND=20m; may be repeated.")
    private List<String> where;

    @Option(names = "--not", description = "Write the records that do not meet every condition.")
    private boolean not;

    private List<Condition> conditions;

    public AdifFilter(Session session) {
        super(session);
    }

    @Override
    void prepare() {
        conditions = where.stream().map(Condition::of).toList();
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) throws IOException {
        boolean met = true;
        for (Condition condition : conditions) {
            met &= condition.test(record);
        }
        if (met != not) {
            sink.record(record);
        }
    }
}
