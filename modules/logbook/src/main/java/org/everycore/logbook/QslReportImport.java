package org.everycore.logbook;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Satellites;

/**
 * Joins a QSL report of LoTW, eQSL or a bureau to a logbook. A record of the report belongs to the QSO with the same
 * callsign, band and satellite, the same emission mode (or, where there is none, one of the same group: CW, phone, digital), whose
 * time lies nearest and within the tolerance. Each QSO is matched once in a report, those of the exact minute first, so that a rover's second grid
 * does not find the QSO of the first. Joining twice changes nothing.
 */
final class QslReportImport {
    private static final String NEAR = "SELECT id, qso_day, qso_minute, fields FROM qsos WHERE logbook = ?"
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
    private final List<AdifRecord> unmatchedRecords = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();
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
                unmatchedRecords,
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
                List<AdifRecord> rest = new ArrayList<>();
                for (AdifRecord report : reports) {
                    if (!join(near, merging, report, true)) {
                        rest.add(report);
                    }
                }
                for (AdifRecord report : rest) {
                    if (!join(near, merging, report, false)) {
                        miss(connection, report);
                    }
                }
            }
            if (changed) {
                Revisions.rewritten(connection, logbook.id());
            }
            return null;
        });
    }

    /** Joins a record to its QSO; false if there is none that no other record of the report has taken. */
    private boolean join(PreparedStatement near, Merging merging, AdifRecord report, boolean exactly)
            throws SQLException {
        QsoKey key = QsoKey.of(report);
        NormalMode mode = NormalMode.of(report);
        LocalDateTime time = time(key.day(), key.minute());
        Duration tolerance = exactly ? Duration.ZERO : options.tolerance();
        near.setLong(1, logbook.id());
        near.setInt(2, number(time.minus(tolerance).toLocalDate()));
        near.setInt(3, number(time.plus(tolerance).toLocalDate()));
        near.setString(4, key.call());
        near.setString(5, key.band());
        long best = Long.MAX_VALUE;
        long id = 0;
        AdifRecord kept = null;
        try (ResultSet rows = near.executeQuery()) {
            while (rows.next()) {
                long apart = Math.abs(ChronoUnit.MINUTES.between(time, time(rows.getInt(2), rows.getInt(3))));
                if (apart > tolerance.toMinutes() || taken.contains(rows.getLong(1))) {
                    continue;
                }
                AdifRecord own = RecordText.decode(rows.getString(4));
                NormalMode ownMode = NormalMode.of(own);
                boolean sameMode = ownMode.equals(mode);
                long distance = apart * 2 + (sameMode ? 0 : 1);
                boolean fits = (sameMode || group(ownMode) == group(mode)) && sameSatellite(own, report);
                if (fits && distance < best) {
                    best = distance;
                    id = rows.getLong(1);
                    kept = own;
                }
            }
        }
        if (kept == null) {
            return false;
        }
        taken.add(id);
        matched++;
        AdifRecord confirmed = QslMerge.confirm(kept, report, source);
        if (!confirmed.equals(kept)) {
            merged++;
            changed = true;
            merging.store(id, confirmed);
        }
        return true;
    }

    /** Whether both name one satellite, or one of them none. */
    private static boolean sameSatellite(AdifRecord a, AdifRecord b) {
        String first = Satellites.of(a);
        String second = Satellites.of(b);
        return first.isEmpty() || second.isEmpty() || first.equals(second);
    }

    private void miss(Connection connection, AdifRecord report) throws SQLException {
        unmatched++;
        listener.unmatched(report);
        if (unmatchedRecords.size() < ImportReport.PROBLEMS_KEPT) {
            unmatchedRecords.add(report);
        }
        if (options.addUnmatched()) {
            add(connection, report);
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
    private static EmissionGroup group(NormalMode mode) {
        return mode.mode().equals("PHONE") ? EmissionGroup.PHONE : mode.group();
    }
}
