package org.everycore.cli.adif;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LogPaths;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.convert.AdifSource;
import org.everycore.radio.convert.ConvertException;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSource;

/** The logs that a person names, opened one after the other; {@code -} is standard input. */
final class LogInput {
    static final String STANDARD_INPUT = "-";
    private static final String CABRILLO = "START-OF-LOG";

    private final Session session;
    private final ReadRules rules;
    private final String form;
    private boolean withRejected;

    LogInput(Session session, ReadRules rules) {
        this(session, rules, null);
    }

    /** @param form the form of all logs, such as csv; null: each as its name and beginning say */
    LogInput(Session session, ReadRules rules, String form) {
        this.form = form;
        this.session = session;
        this.rules = rules;
    }

    /** Rejected records of ADI and ADX are handed out too: see {@link AdifReader#withRejected}. */
    LogInput withRejected(boolean wanted) {
        withRejected = wanted;
        return this;
    }

    /** The files behind the names: folders and patterns opened up, in order. */
    static List<String> expand(List<String> named) throws IOException {
        List<String> logs = new ArrayList<>();
        for (String name : named) {
            if (name.equals(STANDARD_INPUT)) {
                logs.add(name);
            } else {
                LogPaths.expand(List.of(name)).forEach(path -> logs.add(path.toString()));
            }
        }
        return logs;
    }

    /** Opens an ADI or ADX log and hands each problem on as the reading comes by it. */
    AdifReader open(String log, Consumer<Problem> problems) throws IOException {
        if (!log.equals(STANDARD_INPUT)) {
            return AdifReader.open(Path.of(log), rules, problems);
        }
        BufferedInputStream in = new BufferedInputStream(session.in(), 1 << 16);
        return Spool.isNeeded(in)
                ? AdifReader.open(Spool.file(in), rules, problems)
                : AdifReader.of(in, rules, problems);
    }

    /** Opens a log of any form; what is wrong in it is told in one line when it has been read. */
    RecordSource open(String log, Tally tally) throws IOException {
        tally.log = log;
        LogForm form = form(log);
        if (form == LogForm.ADI || form == LogForm.ADX) {
            AdifReader reader = open(log, tally::add);
            if (withRejected) {
                reader.withRejected();
            }
            tally.records = reader::records;
            tally.untold = reader::untold;
            return new AdifSource(reader);
        }
        RecordSource source;
        try {
            source = log.equals(STANDARD_INPUT)
                    ? form.open(session.in(), rules, tally::add)
                    : form.open(Path.of(log), rules, tally::add);
        } catch (ConvertException e) {
            throw new ConvertException(log + ": " + e.getMessage(), e);
        }
        return new Named(log, source, tally);
    }

    /** The form of a log: as said, or by the name of its file; a contest log by its first line whatever it is called. */
    private LogForm form(String log) throws IOException {
        if (form != null) {
            return LogForm.named(form);
        }
        if (log.equals(STANDARD_INPUT)) {
            return LogForm.ADI;
        }
        LogForm byName = LogForm.ofFile(Path.of(log));
        byte[] head;
        try (InputStream in = Files.newInputStream(Path.of(log))) {
            head = in.readNBytes(CABRILLO.length());
        }
        boolean contest = new String(head, StandardCharsets.ISO_8859_1).equalsIgnoreCase(CABRILLO);
        return contest ? LogForm.CABRILLO : byName == LogForm.CABRILLO ? LogForm.ADI : byName;
    }

    /** A log of another form, whose complaints are led by its name. */
    private record Named(String log, RecordSource source, Tally tally) implements RecordSource {
        Named {
            tally.records = () -> tally.read;
        }

        @Override
        public AdifRecord header() {
            return source.header();
        }

        @Override
        public boolean hasNext() {
            try {
                return source.hasNext();
            } catch (ConvertException e) {
                throw new ConvertException(log + ": " + e.getMessage(), e);
            }
        }

        @Override
        public AdifRecord next() {
            try {
                tally.read++;
                return source.next();
            } catch (ConvertException e) {
                throw new ConvertException(log + ": " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    void tell(Tally tally, long records) {
        if (tally.untold.getAsLong() > 0) {
            tally.counts.merge(Reason.BAD_LENGTH.key(), tally.untold.getAsLong(), Long::sum);
        }
        if (!tally.counts.isEmpty()) {
            StringBuilder reasons = new StringBuilder();
            tally.counts.forEach((reason, count) -> reasons.append(reasons.isEmpty() ? "" : ", ")
                    .append(reason)
                    .append(' ')
                    .append(Numbers.grouped(count)));
            tally.lines.forEach(
                    problem -> session.warn(tally.log + ", line " + problem.line() + ": " + problem.text()));
            session.warn(tally.log + ": " + Numbers.counted(records, "record") + ", problems: " + reasons
                    + (tally.lines.isEmpty() ? "; 'everycore adif check' shows each" : ""));
        } else if (records == 0) {
            session.warn(tally.log + ": no records");
        }
    }

    /** Problems of one log by reason. */
    static final class Tally {
        private static final int MOST_LINES = 20;

        private final Map<String, Long> counts = new TreeMap<>();
        private final List<Problem> lines = new ArrayList<>();
        private String log = "";
        private long read;
        private LongSupplier records = () -> 0;
        private LongSupplier untold = () -> 0;

        long records() {
            return records.getAsLong();
        }

        private void add(Problem problem) {
            // Contest logs have no check of their own.
            if (problem.reason() == Reason.BAD_LINE && lines.size() < MOST_LINES) {
                lines.add(problem);
            }
            counts.merge(problem.reason().key(), 1L, Long::sum);
        }
    }
}
