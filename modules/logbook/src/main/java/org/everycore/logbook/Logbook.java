package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.LogForm;

/** The log of one station within a {@link LogStore}: no QSO stands in it twice. Thread-safe. */
public final class Logbook {
    private static final int FETCH = 2000;

    private final LogStore store;
    private final long id;
    private final String name;

    Logbook(LogStore store, long id, String name) {
        this.store = requireNonNull(store, "store is null");
        this.id = id;
        this.name = requireNonNull(name, "name is null");
    }

    public String name() {
        return name;
    }

    LogStore store() {
        return store;
    }

    long id() {
        return id;
    }

    /** Adds a QSO, or completes the one that has its key. */
    public Added add(AdifRecord qso) {
        Row row = Row.of(qso);
        return addRows(List.of(row), "add the QSO with " + row.key().call()).get(0);
    }

    /**
     * As {@link #add} for several QSOs, which are stored all or none.
     *
     * @return what became of each
     * @throws LogbookException for the first of them that lacks what a QSO cannot be without; then none is stored
     */
    public List<Added> addAll(List<AdifRecord> qsos) {
        List<Row> rows = qsos.stream().map(Row::of).toList();
        return rows.isEmpty() ? List.of() : addRows(rows, "add " + rows.size() + " QSOs");
    }

    private List<Added> addRows(List<Row> rows, String what) {
        return Sql.run(store.connections(), what, connection -> {
            List<Added> outcomes = new ArrayList<>(rows.size());
            try (PreparedStatement insert = connection.prepareStatement(Row.INSERT + " ON CONFLICT DO NOTHING");
                    var merging = new Merging(connection, id)) {
                for (Row row : rows) {
                    row.bindInsert(insert, id);
                    boolean added = insert.executeUpdate() > 0;
                    outcomes.add(added ? Added.NEW : merging.join(row) ? Added.MERGED : Added.DUPLICATE);
                    if (added && rows.size() == 1) {
                        note(connection, row);
                    }
                }
            }
            if (outcomes.contains(Added.MERGED)) {
                Revisions.rewritten(connection, id);
            } else if (outcomes.contains(Added.NEW)) {
                Revisions.added(connection, id);
            }
            return outcomes;
        });
    }

    /** What one person adds can be taken back; what comes in numbers is an import. */
    private void note(Connection connection, Row added) throws SQLException {
        try (var note = new Changes.Note(connection, id, "add " + added.key().call())) {
            note.add(find(connection, added).orElseThrow().id(), null, added.fields());
        }
    }

    public Optional<StoredQso> show(long qso) {
        return Sql.read(store, "show QSO " + qso, connection -> find(connection, qso));
    }

    /** The stored QSO with the key of a record. */
    public Optional<StoredQso> find(AdifRecord qso) {
        Row row = Row.of(qso);
        return Sql.read(store, "find the QSO with " + row.key().call(), connection -> find(connection, row));
    }

    private Optional<StoredQso> find(Connection connection, Row row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Row.BY_KEY)) {
            row.bindKey(select, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new StoredQso(rows.getLong(1), RecordText.decode(rows.getString(2))))
                        : Optional.empty();
            }
        }
    }

    private Optional<StoredQso> find(Connection connection, long qso) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT fields FROM qsos WHERE id = ? AND logbook = ?")) {
            select.setLong(1, qso);
            select.setLong(2, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new StoredQso(qso, RecordText.decode(rows.getString(1))))
                        : Optional.empty();
            }
        }
    }

    /**
     * Puts {@code changed} in the place of a QSO.
     *
     * @throws LogbookException when there is no such QSO, or another has the changed one's key
     */
    public void edit(long qso, AdifRecord changed) {
        Sql.run(store.connections(), "edit QSO " + qso, connection -> {
            AdifRecord before = find(connection, qso)
                    .orElseThrow(() -> new LogbookException("logbook " + name + " has no QSO " + qso))
                    .record();
            try (var change = new Change(connection, "edit " + qso)) {
                change.replace(qso, before, changed);
            }
            return null;
        });
    }

    /**
     * Changes every QSO that a query asks for and a condition meets, in one transaction: all or none.
     *
     * @param what the words by which {@link #undo} tells of it
     * @param each told of every QSO that changes; what it throws ends the change, and nothing is changed
     * @return how many were changed
     * @throws LogbookException when two QSOs would get the same key
     */
    public long change(
            QsoQuery query,
            Predicate<AdifRecord> condition,
            UnaryOperator<AdifRecord> as,
            String what,
            Consumer<Changed> each) {
        return Sql.run(store.connections(), "change logbook " + name, connection -> {
            try (var change = new Change(connection, what)) {
                forChanges(connection, query, condition, as, changed -> {
                    each.accept(changed);
                    change.replace(changed.id(), changed.before(), changed.after());
                });
                return change.count;
            }
        });
    }

    /** Tells what {@link #change} would do, and does nothing. */
    public void preview(
            QsoQuery query, Predicate<AdifRecord> condition, UnaryOperator<AdifRecord> as, Consumer<Changed> each) {
        Sql.read(store, "look into logbook " + name, connection -> {
            forChanges(connection, query, condition, as, each::accept);
            return null;
        });
    }

    private interface Step {
        void take(Changed changed) throws SQLException;
    }

    /** By the order of their numbers and page by page, since QSOs change while they are read. */
    private void forChanges(
            Connection connection,
            QsoQuery query,
            Predicate<AdifRecord> condition,
            UnaryOperator<AdifRecord> as,
            Step step)
            throws SQLException {
        long last = -1;
        List<StoredQso> page;
        do {
            page = new ArrayList<>();
            try (PreparedStatement select = QsoSelect.preparePage(connection, id, query, last, FETCH);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(new StoredQso(rows.getLong(1), RecordText.decode(rows.getString(2))));
                }
            }
            for (StoredQso qso : page) {
                last = qso.id();
                AdifRecord after = condition.test(qso.record()) ? as.apply(qso.record()) : qso.record();
                if (!after.equals(qso.record())) {
                    step.take(new Changed(qso.id(), qso.record(), after));
                }
            }
        } while (page.size() == FETCH);
    }

    /** Removes every QSO that a query asks for and a condition meets, in one transaction; gives how many. */
    public long removeAll(QsoQuery query, Predicate<AdifRecord> condition, String what) {
        return Sql.run(store.connections(), "remove from logbook " + name, connection -> {
            try (var change = new Change(connection, what)) {
                // Any difference makes a step of a QSO; the record without its fields stands for none.
                AdifRecord none = AdifRecord.of(List.of());
                forChanges(connection, query, condition, qso -> none, gone -> change.remove(gone.id()));
                return change.count;
            }
        });
    }

    /** Removes a QSO; false if there is none of that number. */
    public boolean remove(long qso) {
        return Sql.run(store.connections(), "remove QSO " + qso, connection -> {
            try (var change = new Change(connection, "remove " + qso)) {
                return change.remove(qso);
            }
        });
    }

    /**
     * Takes the last edit, update, addition or removal back, in one transaction; empty if none is kept. Imports are no such changes.
     *
     * @throws LogbookException when a QSO was changed again since; nothing is changed then
     */
    public Optional<Undone> undo() {
        return Sql.run(
                store.connections(),
                "undo in logbook " + name,
                connection -> Changes.undo(connection, store.dialect(), id));
    }

    /** One change within a transaction, noted as soon as it changes something. */
    private final class Change implements AutoCloseable {
        private final Connection connection;
        private final String what;
        private Changes.Note note;
        private PreparedStatement twin;
        private PreparedStatement update;
        private long count;

        Change(Connection connection, String what) {
            this.connection = connection;
            this.what = what;
        }

        private Changes.Note note() throws SQLException {
            if (note == null) {
                note = new Changes.Note(connection, id, what);
                twin = connection.prepareStatement(Row.BY_KEY);
                update = connection.prepareStatement(Row.UPDATE);
                Revisions.rewritten(connection, id);
            }
            return note;
        }

        void replace(long qso, AdifRecord before, AdifRecord changed) throws SQLException {
            Changes.Note noted = note();
            Row row = Row.of(changed);
            row.bindKey(twin, id);
            try (ResultSet rows = twin.executeQuery()) {
                if (rows.next() && rows.getLong(1) != qso) {
                    throw new LogbookException("QSO " + rows.getLong(1)
                            + " already has this call, band, mode and time, which QSO " + qso + " would get");
                }
            }
            row.bindUpdate(update, qso);
            update.executeUpdate();
            noted.add(qso, RecordText.encode(before), row.fields());
            count++;
        }

        boolean remove(long qso) throws SQLException {
            Optional<StoredQso> before = find(connection, qso);
            if (before.isEmpty()) {
                return false;
            }
            note().add(qso, RecordText.encode(before.get().record()), null);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM qsos WHERE id = ? AND logbook = ?")) {
                delete.setLong(1, qso);
                delete.setLong(2, id);
                delete.executeUpdate();
            }
            count++;
            return true;
        }

        @Override
        public void close() throws SQLException {
            if (note != null) {
                note.close();
                twin.close();
                update.close();
            }
        }
    }

    /**
     * Imports a log: {@code .adi}, also gzipped or zipped. An import of the same content that did not come to its end is
     * taken up where it stood; one that did adds nothing but what was removed since.
     */
    public ImportReport importLog(Path log, ImportOptions options, ImportListener listener) throws IOException {
        return LogImport.run(this, log, options, listener);
    }

    /** As {@link #importLog(Path, ImportOptions, ImportListener)} from a stream, which is first copied to a file. */
    public ImportReport importLog(InputStream in, ImportOptions options, ImportListener listener) throws IOException {
        Path copy = Files.createTempFile("everycore-import", ".adi");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return importLog(copy, options, listener);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The QSOs that a query asks for. */
    public List<StoredQso> search(QsoQuery query) {
        List<StoredQso> found = new ArrayList<>();
        forEach(query, found::add);
        return found;
    }

    /** Hands out the QSOs that a query asks for one by one, without holding them all. */
    public void forEach(QsoQuery query, Consumer<StoredQso> action) {
        Sql.read(store, "search logbook " + name, connection -> {
            try (PreparedStatement select = QsoSelect.prepare(connection, "id, fields", id, query)) {
                select.setFetchSize(FETCH);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        action.accept(new StoredQso(rows.getLong(1), RecordText.decode(rows.getString(2))));
                    }
                }
            }
            return null;
        });
    }

    /** How many QSOs a query asks for, whatever its limit. */
    public long count(QsoQuery query) {
        return Sql.read(store, "count in logbook " + name, connection -> {
            try (PreparedStatement select = QsoSelect.prepareCount(connection, id, query);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    public LogStats stats() {
        return Sql.read(store, "count logbook " + name, connection -> StatsQuery.run(connection, id));
    }

    /** Grows with every change, so that what was made from a logbook can be known to be fresh. */
    public long revision() {
        return Sql.read(store, "ask logbook " + name, connection -> Revisions.of(connection, id))
                .revision();
    }

    /**
     * Writes the QSOs that a query asks for as ADI, all fields as they were read.
     *
     * @return how many
     */
    public long export(QsoQuery query, OutputStream out, LengthUnit unit) throws IOException {
        return new LogbookExport(query, LogForm.ADI, unit, List.of()).write(this, out, () -> false);
    }

    /** The highest number that was written, or the one given, and how many QSOs. */
    record Written(long last, long qsos) {}

    /**
     * Writes the QSOs with numbers above one, in the order of their numbers, as plain ADI.
     */
    Written writeAbove(long number, OutputStream out) throws IOException {
        var head = new AdifWriter(out, LengthUnit.CHARACTERS);
        head.header();
        head.flush();
        var rows = new AdiRows(out, LengthUnit.CHARACTERS);
        boolean bytes = store.dialect() != Dialect.H2;
        try {
            return Sql.read(store, "read logbook " + name, connection -> {
                long last = number;
                try (PreparedStatement select = connection.prepareStatement(
                        "SELECT id, fields FROM qsos WHERE logbook = ? AND id > ? ORDER BY id")) {
                    select.setFetchSize(FETCH);
                    select.setLong(1, id);
                    select.setLong(2, number);
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            last = found.getLong(1);
                            rows.write(bytes ? found.getBytes(2) : RecordText.utf8(found.getString(2)));
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new Written(last, rows.written());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
