package org.everycore.logbook;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.EmissionGroup;

/**
 * Joins a QSL report of LoTW, eQSL or a bureau to a logbook. A record of the report belongs to the QSO with the same
 * callsign and band, the same emission mode (or, where there is none, one of the same group: CW, phone, digital), whose
 * time lies nearest and within the tolerance. Joining twice changes nothing.
 */
final class QslReportImport {
    private static final String NEAR = "SELECT id, qso_day, qso_minute, emission, fields FROM qsos WHERE logbook = ?"
            + " AND qso_day BETWEEN ? AND ? AND callsign = ? AND band = ?";

    private static final int MOST_READ = 5000;

    private final Logbook logbook;
    private final ImportOptions options;
    private final ImportListener listener;
    private final QslSource source;
    private final ProblemList problems = new ProblemList();
    private long added;
    private long matched;
    private long merged;
    private long unmatched;
    private boolean changed;

    QslReportImport(Logbook logbook, ImportOptions options, ImportListener listener, QslSource source) {
        this.logbook = logbook;
        this.options = options;
        this.listener = listener;
        this.source = source;
    }

    ImportReport run(ImportFile file) throws IOException {
        boolean complete = true;
        long records;
        try (AdifReader reader = AdifReader.of(file.open(), options.rules(), problems::add)) {
            List<AdifRecord> batch = new ArrayList<>();
            while (complete && reader.hasNext()) {
                batch.add(reader.next());
                if (batch.size() == Math.min(MOST_READ, options.batch()) || !reader.hasNext()) {
                    store(batch);
                    batch.clear();
                    listener.progress(new ImportProgress(
                            reader.recordOffset(), file.length(), reader.recordNumber(), added, matched, merged));
                    complete = !listener.stopped() || !reader.hasNext();
                }
            }
            records = reader.records();
        }
        return new ImportReport(
                complete,
                Optional.of(source),
                records,
                added,
                matched,
                merged,
                unmatched,
                problems.rejected(),
                problems.first(),
                problems.count(),
                0);
    }

    private void store(List<AdifRecord> reports) {
        Sql.run(logbook.store().connections(), "join a QSL report", connection -> {
            changed = false;
            try (PreparedStatement near = connection.prepareStatement(NEAR);
                    var merging = new Merging(connection, logbook.id())) {
                for (AdifRecord report : reports) {
                    join(connection, near, merging, report);
                }
            }
            if (changed) {
                Revisions.rewritten(connection, logbook.id());
            }
            return null;
        });
    }

    private void join(Connection connection, PreparedStatement near, Merging merging, AdifRecord report)
            throws SQLException {
        QsoKey key = QsoKey.of(report);
        LocalDateTime time = time(key.day(), key.minute());
        near.setLong(1, logbook.id());
        near.setInt(2, number(time.minus(options.tolerance()).toLocalDate()));
        near.setInt(3, number(time.plus(options.tolerance()).toLocalDate()));
        near.setString(4, key.call());
        near.setString(5, key.band());
        long best = Long.MAX_VALUE;
        long id = 0;
        String fields = null;
        try (ResultSet rows = near.executeQuery()) {
            while (rows.next()) {
                long apart = Math.abs(ChronoUnit.MINUTES.between(time, time(rows.getInt(2), rows.getInt(3))));
                boolean sameMode = rows.getString(4).equals(key.mode());
                long distance = apart * 2 + (sameMode ? 0 : 1);
                boolean fits = apart <= options.tolerance().toMinutes()
                        && (sameMode || group(rows.getString(4)) == group(key.mode()));
                if (fits && distance < best) {
                    best = distance;
                    id = rows.getLong(1);
                    fields = rows.getString(5);
                }
            }
        }
        if (fields != null) {
            matched++;
            AdifRecord kept = RecordText.decode(fields);
            AdifRecord confirmed = QslMerge.confirm(kept, report, source);
            if (!confirmed.equals(kept)) {
                merged++;
                changed = true;
                merging.store(id, confirmed);
            }
        } else {
            unmatched++;
            if (options.addUnmatched()) {
                add(connection, report);
            }
        }
    }

    private void add(Connection connection, AdifRecord report) throws SQLException {
        AdifRecord bare = report.without("QSL_RCVD")
                .without("QSLRDATE")
                .without("QSL_SENT")
                .without("QSLSDATE");
        Row row = Row.of(QslMerge.confirm(bare, report, source));
        try (PreparedStatement insert = connection.prepareStatement(Row.INSERT + " ON CONFLICT DO NOTHING")) {
            row.bindInsert(insert, logbook.id());
            added += insert.executeUpdate();
        }
        changed = true;
    }

    private static LocalDateTime time(int day, int minute) {
        try {
            return LocalDate.of(day / 10000, day / 100 % 100, day % 100).atTime(minute / 100, minute % 100);
        } catch (DateTimeException e) {
            throw new LogbookException("day " + day + " and time " + minute + " are none of the calendar", e);
        }
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** The group of a mode; what LoTW names instead of a mode (PHONE, DATA) is in it too. */
    private static EmissionGroup group(String mode) {
        return mode.equals("PHONE") ? EmissionGroup.PHONE : EmissionGroup.ofMode(mode);
    }
}
