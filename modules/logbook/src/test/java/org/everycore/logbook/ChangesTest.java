package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesTest {
    private static final QsoQuery ON_20M = QsoQuery.ALL.withBand("20m");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void manyQsosChangeInOneTransactionAndComeBack(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = filled(store);
            List<AdifRecord> before = records(book);
            List<Changed> shown = new ArrayList<>();
            book.preview(ON_20M, qso -> !qso.get("CALL").endsWith("7"), qso -> qso.with("NAME", "Ann"), shown::add);
            assertThat(shown).hasSize(2000);
            assertThat(records(book)).isEqualTo(before);
            List<Changed> done = new ArrayList<>();
            long changed = book.change(
                    ON_20M,
                    qso -> !qso.get("CALL").endsWith("7"),
                    qso -> qso.with("NAME", "Ann"),
                    "NAME=Ann",
                    done::add);
            assertThat(changed).isEqualTo(2000);
            assertThat(done).isEqualTo(shown);
            assertThat(records(book)).filteredOn(qso -> qso.has("NAME")).hasSize(2000);
            assertThat(book.undo()).contains(new Undone("NAME=Ann", 2000));
            assertThat(records(book)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void whatWouldMakeTwoQsosOneChangesNothing(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = filled(store);
            List<AdifRecord> before = records(book);
            assertThatThrownBy(() -> book.change(
                            QsoQuery.ALL, qso -> true, qso -> qso.with("CALL", "W1AW"), "CALL=W1AW", each -> {}))
                    .isInstanceOf(LogbookException.class)
                    .hasMessageContaining("already has this call");
            assertThat(records(book)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void eachKindOfChangeIsTakenBackInTurn(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = store.logbook("A");
            book.add(Stores.qso("K1ABC", "20m", "CW", "20240101", "1200"));
            book.add(Stores.qso("K2ABC", "20m", "CW", "20240101", "1200"));
            long id = book.search(QsoQuery.ALL).get(0).id();
            book.edit(id, Stores.qso("K1ABD", "40m", "FT4", "20240101", "1200"));
            List<AdifRecord> third = records(book);
            assertThat(book.remove(id)).isTrue();
            assertThat(book.remove(id)).isFalse();
            assertThat(book.removeAll(QsoQuery.ALL, qso -> true, "all")).isEqualTo(1);
            assertThat(records(book)).isEmpty();
            assertThat(book.undo().orElseThrow().what()).isEqualTo("all");
            assertThat(book.undo().orElseThrow().what()).isEqualTo("remove " + id);
            assertThat(records(book)).containsExactlyInAnyOrderElementsOf(third);
        }
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = store.logbook("B");
            book.add(Stores.qso("K1ABC", "20m", "CW", "20240101", "1200"));
            long id = book.search(QsoQuery.ALL).get(0).id();
            book.edit(id, Stores.qso("K1ABD", "40m", "FT4", "20240101", "1200"));
            book.undo();
            assertThat(records(book)).containsExactly(Stores.qso("K1ABC", "20m", "CW", "20240101", "1200"));
            book.undo();
            assertThat(records(book)).isEmpty();
            assertThat(book.undo()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void whatChangedAgainSinceIsNotOverwritten(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = store.logbook("A");
            AdifRecord qso = Stores.qso("K1ABC", "20m", "CW", "20240101", "1200");
            book.add(qso);
            book.edit(book.search(QsoQuery.ALL).get(0).id(), qso.with("NAME", "Ann"));
            book.add(qso.with("QTH", "Rome"));
            assertThatThrownBy(book::undo).hasMessageContaining("was changed again since; nothing is changed");
            assertThat(records(book).get(0).get("NAME")).isEqualTo("Ann");
        }
    }

    private static Logbook filled(LogStore store) {
        Logbook book = store.logbook("A");
        Sql.run(store.connections(), "fill", connection -> {
            try (QsoWriter writer = QsoWriter.open(store.dialect(), connection, book.id())) {
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    rows.add(Row.of(Stores.qso(
                            "W1A" + (char) ('A' + i / 10 % 26) + (char) ('A' + i / 260) + i % 10,
                            i % 2 == 0 ? "40m" : "20m",
                            "CW",
                            "20240101",
                            "1200")));
                }
                return writer.write(rows);
            }
        });
        // Odd last digits are on 20 m: 500 of the 2,500 end in 7, and of each call there is one.
        return book;
    }

    private static List<AdifRecord> records(Logbook book) {
        return book.search(QsoQuery.ALL).stream().map(StoredQso::record).toList();
    }
}
