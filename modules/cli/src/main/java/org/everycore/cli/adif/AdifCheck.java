package org.everycore.cli.adif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.values.ValueProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells everything that is wrong in a log, each with its place. Memory is bounded however much that is. */
@Command(
        name = "check",
        description = "Tell what is wrong in logs: record, line, byte offset, field and reason of each problem.",
        footerHeading = "%nThe exit code is 0 whenever the log could be read, whatever was in it.%n%nExamples:%n",
        footer = {
            "  everycore adif check log.adi",
            "  everycore adif check --values log.adi",
            "  everycore adif check --json log.adi | jq .counts",
            "  zcat log.adi.gz | everycore adif check -"
        })
public final class AdifCheck implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs;

    @Option(
            names = "--values",
            description =
                    "List every doubtful value too: enumerations, ranges, zones, states, grids, bands against frequencies.")
    private boolean values;

    @Mixin
    private ReadOptions reading;

    public AdifCheck(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        LogInput input = new LogInput(session, reading.rules(session));
        for (String log : LogInput.expand(logs)) {
            if (session.json()) {
                json(input, log);
            } else {
                text(input, log);
            }
        }
        return 0;
    }

    private void json(LogInput input, String log) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        DoubtfulValues found = new DoubtfulValues(values ? DoubtfulValues.MOST_HELD : 0);
        Writer writer = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
        JsonGenerator json = JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("file", log);
        json.writeArrayFieldStart("problems");
        long records;
        long accepted;
        try (AdifReader reader = input.open(log, problem -> {
            counts.merge(problem.reason().key(), 1L, Long::sum);
            write(json, problem);
        })) {
            drain(reader, log, found);
            if (reader.untold() > 0) {
                counts.merge(Reason.BAD_LENGTH.key(), reader.untold(), Long::sum);
            }
            records = reader.records();
            accepted = reader.accepted();
            json.writeEndArray();
            json.writeStringField("length_unit", reader.dialect().unit().key());
            json.writeStringField("encoding", reader.dialect().charset().name());
        }
        json.writeNumberField("records", records);
        json.writeNumberField("accepted", accepted);
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        found.write(json, values);
        json.writeEndObject();
        json.close();
        writer.write('\n');
        writer.flush();
    }

    private static void write(JsonGenerator json, Problem problem) {
        try {
            json.writeStartObject();
            json.writeNumberField("record", problem.record());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("offset", problem.offset());
            json.writeStringField("field", problem.field());
            json.writeStringField("reason", problem.reason().key());
            json.writeStringField("text", problem.text());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(LogInput input, String log) throws IOException {
        long[] problems = new long[1];
        DoubtfulValues found = new DoubtfulValues(0);
        try (AdifReader reader = input.open(log, problem -> {
            problems[0]++;
            session.out()
                    .println(log + ", record " + problem.record() + ": "
                            + (problem.reason().rejects()
                                    ? session.style().bad(problem.reason().key())
                                    : session.style().warn(problem.reason().key()))
                            + (problem.field().isEmpty() ? "" : " " + problem.field())
                            + " (line " + problem.line() + ", offset " + problem.offset() + ")"
                            + (problem.text().isEmpty()
                                    ? ""
                                    : ": " + CONTROL.matcher(problem.text()).replaceAll("?")));
        })) {
            drain(reader, log, found);
            long untold = reader.untold();
            session.out()
                    .println(log + ": " + Numbers.counted(reader.records(), "record") + ", "
                            + Numbers.grouped(reader.accepted()) + " accepted, "
                            + Numbers.counted(problems[0] + untold, "problem")
                            + (untold == 0 ? "" : " (" + Numbers.grouped(untold) + " bad_length not shown)") + "; "
                            + reader.dialect().charset().name() + ", lengths count "
                            + reader.dialect().unit().key());
            if (found.count() > 0) {
                session.out()
                        .println(log + ": " + Numbers.counted(found.count(), "doubtful value") + " in "
                                + Numbers.counted(found.records(), "record") + ": " + found.sums()
                                + (values ? "" : "; --values lists each"));
            }
        }
    }

    private void drain(AdifReader reader, String log, DoubtfulValues found) {
        while (reader.hasNext()) {
            AdifRecord qso = reader.next();
            List<ValueProblem> problems = found.look(reader, qso);
            if (values && !session.json()) {
                problems.forEach(problem -> show(log, reader, problem));
            }
        }
        if (reader.records() == 0) {
            session.warn(log + ": no records");
        }
    }

    private void show(String log, AdifReader reader, ValueProblem problem) {
        session.out()
                .println(CONTROL.matcher(log + ", record " + reader.recordNumber() + ": ")
                                .replaceAll("?")
                        + session.style().warn(problem.reason().key()) + " "
                        + CONTROL.matcher(problem.field() + " (line " + reader.recordLine() + "): "
                                        + DoubtfulValues.excerpt(problem.value())
                                        + (problem.detail().isEmpty() ? "" : "; " + problem.detail()))
                                .replaceAll("?"));
    }
}
