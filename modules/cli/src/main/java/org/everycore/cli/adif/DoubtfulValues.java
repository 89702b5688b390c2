package org.everycore.cli.adif;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.values.ValueProblem;
import org.everycore.radio.values.ValueRules;

/** The doubtful values of one log: sums by reason, and the first of them with their places. */
final class DoubtfulValues {
    /** So many are held for a JSON document. */
    static final int MOST_HELD = 10_000;

    private static final int EXCERPT = 60;

    // A day of grace: it is tomorrow already somewhere, and clocks are wrong.
    private final ValueRules rules = new ValueRules(
            Integer.parseInt(LocalDate.now(ZoneOffset.UTC).plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE)));
    private final Map<String, Long> sums = new TreeMap<>();
    private final List<Held> held = new ArrayList<>();
    private final int most;
    private long count;
    private long records;

    private record Held(long record, long line, ValueProblem problem) {}

    DoubtfulValues(int most) {
        this.most = most;
    }

    /** Looks at the record that the reader gave last. */
    List<ValueProblem> look(AdifReader reader, AdifRecord qso) {
        List<ValueProblem> problems = rules.check(qso);
        records += problems.isEmpty() ? 0 : 1;
        for (ValueProblem problem : problems) {
            count++;
            sums.merge(problem.reason().key(), 1L, Long::sum);
            if (held.size() < most) {
                held.add(new Held(reader.recordNumber(), reader.recordLine(), problem));
            }
        }
        return problems;
    }

    long count() {
        return count;
    }

    long records() {
        return records;
    }

    /** The sums as a person reads them. */
    String sums() {
        return sums.entrySet().stream()
                .map(one -> one.getKey() + " " + Numbers.grouped(one.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Writes {@code values}, and {@code value_problems} where they are asked for. */
    void write(JsonGenerator json, boolean list) throws IOException {
        json.writeObjectFieldStart("values");
        json.writeNumberField("count", count);
        json.writeNumberField("records", records);
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            json.writeNumberField(sum.getKey(), sum.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        if (!list) {
            return;
        }
        json.writeArrayFieldStart("value_problems");
        for (Held one : held) {
            json.writeStartObject();
            json.writeNumberField("record", one.record());
            json.writeNumberField("line", one.line());
            json.writeStringField("field", one.problem().field());
            json.writeStringField("value", excerpt(one.problem().value()));
            json.writeStringField("reason", one.problem().reason().key());
            json.writeStringField("detail", one.problem().detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT - 1) + "\u2026";
    }
}
