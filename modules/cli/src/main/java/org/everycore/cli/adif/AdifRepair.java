package org.everycore.cli.adif;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.convert.KeptOpen;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.values.Altered;
import org.everycore.radio.values.FieldChange;
import org.everycore.radio.values.Repair;
import org.everycore.radio.values.ValueProblem;
import org.everycore.radio.values.ValueRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mends what has one meaning only, tells every change, and puts what cannot be mended into a file of its own. */
@Command(
        name = "repair",
        description = "Mend what can be mended safely: lost ends of records, days, times, bands, frequencies, modes,"
                + " callsigns and letters written in another way than ADIF's.",
        footerHeading =
                "%nA value that could mean two things stays as it is. Records that are no QSO even so (no call, no day,%n"
                        + "no time) go to --rejects, with the reason in APP_EVERYCORE_REASON; without it they are left out%n"
                        + "and counted. With --strict so do QSOs with values that stay doubtful.%n%nExamples:%n",
        footer = {
            "  everycore adif repair messy.adi --out mended.adi --rejects rest.adi --changes changes.csv",
            "  everycore adif repair messy.adi --strict --rejects rest.adi | everycore adif check --values -"
        })
public final class AdifRepair extends RecordPipe {
    private static final int MOST_SHOWN = 20;
    private static final String REASON = "APP_EVERYCORE_REASON";

    private final Session session;
    private final Repair repair = new Repair();
    private final ValueRules rules = new ValueRules(
            Integer.parseInt(LocalDate.now(ZoneOffset.UTC).plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE)));
    private final Map<String, Long> whys = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long shown;
    private long changed;
    private long kept;
    private long rejected;
    private long doubtful;
    private Writer list;
    private RecordSink rest;

    @Option(names = "--rejects", paramLabel = "FILE", description = "Write what cannot be mended to this file, as ADI.")
    private Path rejects;

    @Option(names = "--changes", paramLabel = "FILE", description = "Write every change to this file, as CSV.")
    private Path changes;

    @Option(names = "--strict", description = "QSOs with values that stay doubtful are rejects too.")
    private boolean strict;

    public AdifRepair(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    boolean takesRejected() {
        return true;
    }

    @Override
    void accept(AdifRecord record, RecordSink sink) {
        throw new IllegalStateException("records come with their readers");
    }

    @Override
    void copy(AllLogs all, RecordSink sink) throws IOException {
        try (ResultFile changeFile = changes == null ? null : ResultFile.open(ResultTarget.to(changes));
                ResultFile restFile = rejects == null ? null : ResultFile.open(ResultTarget.to(rejects))) {
            if (changeFile != null) {
                list = new OutputStreamWriter(changeFile.stream(), StandardCharsets.UTF_8);
                list.write("log,record,call,field,before,after,why\r\n");
            }
            if (restFile != null) {
                rest = LogForm.ADI.create(new KeptOpen(restFile.stream()), List.of(), LengthUnit.CHARACTERS);
                rest.header(all.header());
            }
            long number = 0;
            while (all.hasNext()) {
                AdifRecord record = all.next();
                Optional<AdifReader> reader = all.reader();
                number = reader.map(AdifReader::recordNumber).orElse(number + 1);
                one(all.log(), number, record, reader, sink);
            }
            if (changeFile != null) {
                list.flush();
                changeFile.commit();
            }
            if (restFile != null) {
                rest.close();
                restFile.commit();
            }
        }
        finish();
    }

    private void one(String log, long number, AdifRecord record, Optional<AdifReader> reader, RecordSink sink)
            throws IOException {
        List<AdifField> logged = reader.map(AdifReader::fieldsAsLogged).orElse(record.fields());
        Optional<Reason> was = reader.flatMap(AdifReader::rejectedFor);
        boolean isCut = was.filter(one -> one == Reason.NO_EOR_AT_END).isPresent()
                && reader.filter(AdifReader::endsInValue).isPresent();
        if (isCut) {
            logged = logged.subList(0, logged.size() - 1);
        }
        List<List<AdifField>> parts = repair.parts(logged);
        List<Altered> mended = new ArrayList<>();
        for (List<AdifField> part : parts) {
            repair.apply(part).ifPresent(mended::add);
        }
        boolean whole = mended.size() == parts.size()
                && was.filter(reason -> reason == Reason.TOO_MANY_FIELDS).isEmpty();
        Optional<Reason> reason = whole ? Optional.empty() : was.or(() -> Optional.of(Reason.DUPLICATE_FIELD));
        for (Altered altered : mended) {
            reason = reason.or(() -> RecordRules.check(altered.record()));
        }
        if (reason.isPresent()) {
            reject(withFirst(record, logged), reason.get().key());
            return;
        }
        if (parts.size() > 1) {
            tell(log, number, record, new FieldChange("", "", "", "a lost <EOR> between two QSOs"));
        } else if (was.filter(one -> one == Reason.NO_EOR_AT_END).isPresent()) {
            tell(
                    log,
                    number,
                    record,
                    new FieldChange(
                            "",
                            "",
                            "",
                            isCut ? "the log ends within a value, which is left out" : "the last <EOR> was lost"));
        }
        for (Altered altered : mended) {
            for (FieldChange change : altered.changes()) {
                tell(log, number, altered.record(), change);
            }
            changed += altered.changes().isEmpty() ? 0 : 1;
            List<ValueProblem> left = rules.check(altered.record());
            doubtful += left.isEmpty() ? 0 : 1;
            if (strict && !left.isEmpty()) {
                ValueProblem first = left.get(0);
                reject(altered.record(), first.reason().key() + " " + first.field());
            } else {
                kept++;
                sink.record(altered.record());
            }
        }
    }

    /** Of a field that stands twice the record holds the last value; the first is kept beside it. */
    private static AdifRecord withFirst(AdifRecord record, List<AdifField> logged) {
        AdifRecord whole = record;
        for (AdifField field : logged) {
            String first = "APP_EVERYCORE_FIRST_" + field.name();
            if (!field.value().equals(record.get(field.name())) && !whole.has(first)) {
                whole = whole.with(first, field.value());
            }
        }
        return whole;
    }

    private void reject(AdifRecord record, String reason) throws IOException {
        rejected++;
        reasons.merge(reason.replaceFirst(" .*", ""), 1L, Long::sum);
        if (rest != null) {
            rest.record(record.with(REASON, reason));
        }
    }

    private void tell(String log, long number, AdifRecord record, FieldChange change) throws IOException {
        whys.merge(change.why(), 1L, Long::sum);
        String call = record.normal("CALL").orElse("");
        if (list != null) {
            list.write(String.join(
                    ",",
                    cell(log),
                    Long.toString(number),
                    cell(call),
                    change.field(),
                    cell(change.before()),
                    cell(change.after()),
                    cell(change.why())));
            list.write("\r\n");
        } else if (shown++ < MOST_SHOWN) {
            session.err()
                    .println(plain(log + ", record " + number + ", " + call + ": "
                            + (change.field().isEmpty()
                                    ? ""
                                    : change.field() + " " + (change.before().isEmpty() ? "(none)" : change.before())
                                            + " -> " + (change.after().isEmpty() ? "(none)" : change.after()) + ": ")
                            + change.why()));
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String cell(String text) {
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    void finish() {
        long changes = whys.values().stream().mapToLong(Long::longValue).sum();
        if (list == null && shown > MOST_SHOWN) {
            session.err()
                    .println("everycore: " + Numbers.grouped(shown - MOST_SHOWN)
                            + " more changes; --changes FILE lists each");
        }
        session.err()
                .println("everycore: " + Numbers.counted(changes, "change") + " in " + Numbers.counted(changed, "QSO")
                        + counts(whys)
                        + "; " + Numbers.counted(kept, "QSO") + " kept, "
                        + Numbers.counted(rejected, "record") + (rejects == null ? " left out" : " to " + rejects)
                        + counts(reasons)
                        + (doubtful == 0
                                ? ""
                                : "; " + Numbers.counted(doubtful, "QSO") + " with doubtful values"
                                        + (strict
                                                ? " among the rejects"
                                                : " kept: 'everycore adif check --values' tells which")));
    }

    private static String counts(Map<String, Long> sums) {
        if (sums.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        sums.forEach((what, count) -> text.append(text.isEmpty() ? " (" : ", ")
                .append(what)
                .append(' ')
                .append(Numbers.grouped(count)));
        return text.append(')').toString();
    }
}
