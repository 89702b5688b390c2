package org.everycore.logbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.result.Row;
import org.h2.value.VersionedValue;

/**
 * A look into an H2 file before H2 opens it, for opening one runs what it holds: the source of triggers and functions is compiled
 * and called, linked tables connect to where they say, listeners are loaded. The definitions, which H2 keeps as SQL in a table of
 * its own, are read here without running any, and a file is refused in which one is more than a table with its keys. What may stand
 * there is a short list of words; whatever is not on it, harmless or not, no logbook has.
 */
final class H2File {
    private static final int SQL = 3;
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_\\s.,()]*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    /** What may stand before a parenthesis: anything else calls a function, or holds an expression. */
    private static final Pattern OPENING = Pattern.compile(
            "(?:TABLE|ON|REFERENCES) n(?:\\.n)?\\s*\\(|(?:KEY|UNIQUE|DISTINCT|VARYING|CHARACTER|OBJECT|TIMESTAMP|TIME)\\s*\\(");

    private static final Set<String> WORDS = Set.of(
            ("n t CREATE CACHED TABLE USER IF NOT EXISTS SALT HASH ADMIN SET CREATE_BUILD DB_CLOSE_DELAY PRIMARY KEY ON INDEX"
                            + " UNIQUE NULLS DISTINCT FIRST LAST ALTER ADD CONSTRAINT FOREIGN REFERENCES DELETE CASCADE NOCHECK"
                            + " SEQUENCE START WITH RESTART INCREMENT BY BELONGS_TO_TABLE GENERATED ALWAYS AS IDENTITY"
                            + " SELECTIVITY NULL DEFAULT TRUE FALSE BIGINT INTEGER SMALLINT BOOLEAN CHARACTER VARYING BINARY"
                            + " LARGE OBJECT TIMESTAMP TIME WITHOUT ZONE LOCALTIMESTAMP CURRENT_TIMESTAMP DOUBLE PRECISION")
                    .split(" "));
    private static final Pattern COMPUTED = Pattern.compile("\\bAS\\b(?!\\s+IDENTITY\\b)");

    private H2File() {}

    /** @throws LogbookException when the file is there and holds what could run */
    static void requireNoCode(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            TransactionStore transactions = new TransactionStore(store, new ValueDataType());
            transactions.init();
            TransactionMap<Long, Row> table = transactions.begin().openMap("table.0");
            MVMap<Long, VersionedValue<Row>> definitions = table.map;
            for (Iterator<Long> keys = definitions.keyIterator(null); keys.hasNext(); ) {
                VersionedValue<Row> value = definitions.get(keys.next());
                require(file, value.getCurrentValue());
                require(file, value.getCommittedValue());
            }
        } catch (LogbookException e) {
            throw e;
        } catch (MVStoreException e) {
            throw new LogbookException(
                    file + ": is no H2 database, or another program has it open: " + e.getMessage(), e);
        } catch (RuntimeException | AssertionError e) {
            throw new LogbookException(file + ": is damaged: its definitions cannot be read", e);
        }
    }

    private static void require(Path file, Row definition) {
        if (definition == null) {
            return;
        }
        String sql = definition.getValue(SQL).getString();
        String shape = QUOTED.matcher(sql).replaceAll(quoted -> quoted.group().startsWith("'") ? " t " : "n");
        if (!PLAIN.matcher(shape).matches()) {
            throw refused(file, sql);
        }
        Matcher words = WORD.matcher(shape);
        while (words.find()) {
            if (!WORDS.contains(words.group())) {
                throw refused(file, sql);
            }
        }
        if (OPENING.matcher(shape).replaceAll("").contains("(")
                || COMPUTED.matcher(shape).find()) {
            throw refused(file, sql);
        }
    }

    private static LogbookException refused(Path file, String sql) {
        String text = sql.replaceAll("\\s+", " ");
        return new LogbookException(file + ": holds what no logbook has and what could run code, so it is not opened: "
                + (text.length() > 80 ? text.substring(0, 80) + "..." : text));
    }
}
