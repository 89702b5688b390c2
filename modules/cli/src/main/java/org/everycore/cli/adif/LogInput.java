package org.everycore.cli.adif;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.LogPaths;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.Problem;

/** The logs that a person names, opened one after the other; {@code -} is standard input. */
final class LogInput {
    static final String STANDARD_INPUT = "-";

    private final Session session;
    private final OnDuplicate onDuplicate;

    LogInput(Session session, String onDuplicate) {
        this.session = session;
        this.onDuplicate = policy(onDuplicate == null ? session.settings().onDuplicate() : onDuplicate);
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

    /** Opens a log and hands each problem on as the reading comes by it. */
    AdifReader open(String log, Consumer<Problem> problems) throws IOException {
        return log.equals(STANDARD_INPUT)
                ? AdifReader.of(session.in(), onDuplicate, problems)
                : AdifReader.open(Path.of(log), onDuplicate, problems);
    }

    /** Opens a log; what is wrong in it is told in one line when the reader is done. */
    AdifReader open(String log, Tally tally) throws IOException {
        tally.log = log;
        return open(log, tally::add);
    }

    void tell(Tally tally, long records) {
        if (!tally.counts.isEmpty()) {
            StringBuilder reasons = new StringBuilder();
            tally.counts.forEach((reason, count) -> reasons.append(reasons.isEmpty() ? "" : ", ")
                    .append(reason)
                    .append(' ')
                    .append(Numbers.grouped(count)));
            session.warn(tally.log + ": " + Numbers.grouped(records) + " records, problems: " + reasons
                    + "; 'everycore adif check' shows each");
        } else if (records == 0) {
            session.warn(tally.log + ": no records");
        }
    }

    /** Problems of one log by reason. */
    static final class Tally {
        private final Map<String, Long> counts = new TreeMap<>();
        private String log = "";

        private void add(Problem problem) {
            counts.merge(problem.reason().key(), 1L, Long::sum);
        }
    }

    private static OnDuplicate policy(String text) {
        try {
            return OnDuplicate.of(text);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }
}
