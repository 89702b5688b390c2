package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever the log holds, fields cut in runs are those that are cut one by one. */
class FieldRunTest {
    private static final String[] PIECES = {
        "<CALL:4>W1AW",
        "<call:6:S>DL1ABC ",
        "<QSO_DATE:8:D>20240101\r\n",
        "<LOTW_QSL_RCVD:1>Y",
        "<A_NAME_OF_SIXTEEN:2>ab",
        "<A_NAME_OF_SIXTE:2>ab\n",
        "<A_NAME_OF_SIXTEEN_AND_MORE:2>ab",
        "<NAME:4>Jörg ",
        "<NAME:5>Jörg ",
        "<NAME:4>Jör <",
        "<NAME:9>日本語<EOR>\n",
        "<NAME:3>日本語 ",
        "<QTH:2>東京<",
        "<QTH:6>東京! ",
        "<C:0>",
        "<C:00> ",
        "<C:120>" + "x".repeat(120),
        "<EOR>\n",
        "<eor>",
        "<EOH>",
        " ".repeat(63),
        " ".repeat(64),
        "<NAME:1>é" + " ".repeat(63),
        "\t",
        "text ",
        "<",
        "<X\0:1>a",
        "<X:1:>7",
        "<X:1:7>7",
        "<X:+1>7",
        "<é:1>x",
        "<X:1>\u0080",
        "<:1>x",
        "<LONG:99>" + "é".repeat(60),
    };

    @Property(tries = 2000)
    void runsOfFieldsAreTheFieldsOneByOne(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            log.append(PIECES[random.nextInt(random.nextBoolean() ? 6 : PIECES.length)]);
        }
        log.append("<CALL:4>W1AW<EOR>\n".repeat(150)); // runs end some way before the log does
        byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        for (LengthUnit unit : LengthUnit.values()) {
            AdifDialect dialect = new AdifDialect(StandardCharsets.UTF_8, unit);
            assertThat(inRuns(bytes, dialect)).isEqualTo(oneByOne(bytes, dialect));
        }
        AdifDialect latin = new AdifDialect(StandardCharsets.ISO_8859_1, LengthUnit.CHARACTERS);
        assertThat(inRuns(bytes, latin)).isEqualTo(oneByOne(bytes, latin));
    }

    @Test
    void mostFieldsAreCutInRuns() throws IOException {
        String record = "<CALL:4>W1AW <qso_date:8:D>20240101\r\n<Name:4>Jörg <LOTW_QSL_RCVD:1>Y<EOR>\n";
        byte[] bytes = record.repeat(1000).getBytes(StandardCharsets.UTF_8);
        AdifScanner scanner = scanner(bytes, AdifDialect.DEFAULT);
        FieldRun run = new FieldRun();
        int cut = 0;
        do {
            scanner.cut(run);
            cut += run.count();
        } while (run.endsRecord() || scanner.next() != AdifScanner.END);
        assertThat(cut).isGreaterThan(3800);
    }

    private static List<String> oneByOne(byte[] log, AdifDialect dialect) throws IOException {
        AdifScanner scanner = scanner(log, dialect);
        List<String> seen = new ArrayList<>();
        for (int kind = scanner.next(); kind != AdifScanner.END; kind = scanner.next()) {
            seen.add(text(scanner, kind));
        }
        return seen;
    }

    private static List<String> inRuns(byte[] log, AdifDialect dialect) throws IOException {
        AdifScanner scanner = scanner(log, dialect);
        FieldRun run = new FieldRun();
        List<String> seen = new ArrayList<>();
        while (true) {
            scanner.cut(run);
            for (int i = 0; i < run.count(); i++) {
                seen.add(field(scanner, run.ids()[i], run.froms()[i], run.tos()[i]));
            }
            if (run.endsRecord()) {
                seen.add(text(scanner, AdifScanner.EOR));
                continue;
            }
            int kind = scanner.next();
            if (kind == AdifScanner.END) {
                return seen;
            }
            seen.add(text(scanner, kind));
        }
    }

    private static AdifScanner scanner(byte[] log, AdifDialect dialect) {
        return new AdifScanner(
                new ByteArrayInputStream(log), 0, dialect, Lengths.RECOVER, new FieldNames(List.of("CALL", "NAME")));
    }

    private static String text(AdifScanner scanner, int kind) {
        return kind == AdifScanner.FIELD
                ? field(scanner, scanner.fieldId(), scanner.valueFrom(), scanner.valueTo())
                : kind + " at " + scanner.tagOffset() + " to " + scanner.position();
    }

    private static String field(AdifScanner scanner, int id, int from, int to) {
        return id + " " + scanner.offset(from) + " "
                + new String(scanner.buffer(), from, to - from, StandardCharsets.ISO_8859_1);
    }
}
