package org.everycore.radio.award;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifScanner;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.Bytes;
import org.everycore.radio.adif.FieldNames;
import org.everycore.radio.adif.FieldRun;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.adif.ValueText;
import org.everycore.radio.entity.AdifTables;

/**
 * Turns the fields of records into tallies: one worker's state, fed by a scanner field by field.
 *
 * <p>A field's name has a number, its value a number among the distinct values of that field; a record is a row of such numbers and a few parsed
 * values, and its end adds bits to tallies. Nothing is allocated for a field or a record whose values were met before. Numbers live as long as
 * the worker; what a chunk adds is taken out whole by {@link #take} and does not depend on chunks before it.
 */
final class QsoCollector {
    private static final int CALL = 0;
    private static final int DATE = 1;
    private static final int TIME = 2;
    private static final int FREQ = 3;
    private static final int GRID = 4;
    private static final int FIRST_PLAIN = 5;
    private static final int BAND = 5;
    private static final int MODE = 6;
    private static final int PROP_MODE = 7;
    private static final int COUNTRY = 8;
    private static final int DXCC = 9;
    private static final int SUBMODE = 10;
    private static final int FIRST_SOURCE = 15;
    private static final long SOURCES = (1L << Source.values().length) - 1 << FIRST_SOURCE;
    private static final List<String> FIXED = List.of(
            "CALL",
            "QSO_DATE",
            "TIME_ON",
            "FREQ",
            "GRIDSQUARE",
            "BAND",
            "MODE",
            "PROP_MODE",
            "COUNTRY",
            "DXCC",
            "SUBMODE",
            "CQZ",
            "ITUZ",
            "CONT",
            "STATE");

    private static final int MOST_CALL = 128;
    private static final int MOST_FREQ = 64;
    private static final int MISSING = -1;
    private static final long HIGH = 0x8080808080808080L;

    private final AwardProgram program;
    private final Charset charset;
    private final FieldNames names;
    private final ColumnValues[] columns;
    private final ColumnValues prefixes;
    private final ColumnValues wholeCalls;
    private final ColumnValues squares;
    private final int[] squareNumbers = new int[18 * 18 * 100];
    private final int prefixColumn;
    private final int wholeCallColumn;
    private final int squareColumn;
    private final Tally[] tallies;
    private final Step[] steps;
    private final boolean wantsPrefix;
    private final boolean wantsCall;
    private final boolean wantsWholeGrid;

    private final ColumnValues.Ints bandOf;
    private final ColumnValues.Ints bandText;
    private final ModePairs modes;
    private final ColumnValues.Ints modeText;
    private final ColumnValues.Ints isSatellite;
    private final ColumnValues.Codes gridCode;
    private final ColumnValues.Ints countryText;
    private final ColumnValues.Ints entityOf;
    private final ColumnValues.Ints[] saysYes = new ColumnValues.Ints[Source.values().length];
    private final FilterTest[] filters;
    private final int confirming;
    private final QsoFilter filter;
    private final PlaceFiller filler;

    private final Texts bandTexts = new Texts();
    private final Texts modeTexts = new Texts();
    private final Texts keyModes = new Texts();
    private final Texts countryTexts = new Texts();
    private final TextCode gridTexts = new TextCode();
    private TextCode codes = new TextCode();

    private final int[] row;
    private final int[] emptyRow;
    /** Whether there are more columns than bits. */
    private final boolean wide;
    /** A bit for each column that has a value in this record, perhaps for others too. */
    private long present;

    private Report report = Report.NONE;
    private int[] seen = new int[256];
    private int stamp = 1;
    private int fields;
    private long recordOffset;
    private long firstLine;
    private int duplicateField;
    private final byte[] call = new byte[MOST_CALL + Bytes.PADDING];
    private int callLength;
    private String longCall;
    private int date;
    private int minute;
    private final byte[] freq = new byte[MOST_FREQ + Bytes.PADDING];
    private int freqLength;
    private String longFreq;

    private long grid;

    private final List<String> columnNames;
    private final WitnessFinder witnesses;
    private Counts counts = new Counts();
    private LongList keys = new LongList(1 << 12);
    private LongList grids = new LongList(1 << 10);

    /** A step of the program: what adds a QSO to one tally. */
    private record Step(
            long columnBits,
            int[] keyColumns,
            ColumnValues.Keys[] keyTables,
            Test[] keyTests,
            Test[] tests,
            long bands,
            AwardDefinition definition,
            int sources,
            boolean needsNoQsl,
            Tally tally) {}

    /** Whether a field has, or has not, one of some values. */
    private record Test(int column, ColumnValues.Ints table, boolean wanted) {
        boolean passes(int[] row) {
            return (row[column] >= 0 && table.get(row[column]) != 0) == wanted;
        }
    }

    private record FilterTest(int column, ColumnValues.Ints table) {}

    QsoCollector(AwardProgram program, Charset charset) {
        this(program, charset, null);
    }

    /** @param known the names of another collector of the program, for which a scanner is at work; null for new ones */
    QsoCollector(AwardProgram program, Charset charset, FieldNames known) {
        this.program = program;
        this.charset = charset;
        this.confirming = program.confirming();
        this.filter = program.filter();
        columnNames = new ArrayList<>(FIXED);
        for (Source source : Source.values()) {
            columnNames.add(source.field());
        }
        for (AwardDefinition definition : program.definitions()) {
            definition.fields().stream().filter(f -> !columnNames.contains(f)).forEach(columnNames::add);
            conditionFields(definition).filter(f -> !columnNames.contains(f)).forEach(columnNames::add);
        }
        for (String name : List.of("STATION_CALLSIGN", "OPERATOR", "MY_GRIDSQUARE")) {
            if (!columnNames.contains(name)) {
                columnNames.add(name);
            }
        }
        names = known != null ? known : new FieldNames(columnNames);
        columns = new ColumnValues[columnNames.size()];
        Arrays.setAll(columns, i -> new ColumnValues(charset));
        prefixes = new ColumnValues(StandardCharsets.UTF_8);
        wholeCalls = new ColumnValues(StandardCharsets.UTF_8);
        squares = new ColumnValues(StandardCharsets.UTF_8);
        prefixColumn = columns.length;
        wholeCallColumn = prefixColumn + 1;
        squareColumn = prefixColumn + 2;
        row = new int[columns.length + 3];
        emptyRow = new int[row.length];
        Arrays.fill(emptyRow, MISSING);
        wide = row.length > Long.SIZE;

        bandOf = columns[BAND].ints(Bands::ofName);
        bandText = columns[BAND].ints(bandTexts::number);
        modes = new ModePairs(columns[MODE], columns[SUBMODE], keyModes, program.asLogged());
        modeText = columns[MODE].ints(modeTexts::number);
        isSatellite = columns[PROP_MODE].ints(text -> text.equals("SAT") ? 1 : 0);
        gridCode = columns[GRID].codes(gridTexts);
        countryText = columns[COUNTRY].ints(countryTexts::number);
        entityOf = columns[DXCC].ints(QsoCollector::entity);
        filler = program.resolver()
                .map(calls -> new PlaceFiller(calls, columnNames, columns, entityOf))
                .orElse(null);
        for (int i = 0; i < saysYes.length; i++) {
            saysYes[i] = columns[FIRST_SOURCE + i].ints(text -> text.equals("Y") || text.equals("V") ? 1 : 0);
        }
        tallies = new Tally[program.definitions().size()];
        Arrays.setAll(tallies, i -> new Tally());
        steps = new Step[tallies.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = step(program.definitions().get(i), tallies[i]);
        }
        wantsPrefix = program.definitions().stream().anyMatch(d -> d.form() == KeyForm.PREFIX);
        wantsWholeGrid = program.definitions().stream()
                .anyMatch(d -> conditionFields(d).anyMatch("GRIDSQUARE"::equals)
                        || (d.fields().contains("GRIDSQUARE") && !d.form().takesSquares()));
        wantsCall = program.definitions().stream()
                .anyMatch(d -> conditionFields(d).anyMatch("CALL"::equals)
                        || (d.fields().contains("CALL") && d.form() != KeyForm.PREFIX));
        filters = filters();
        witnesses = program.witnessed().isEmpty() ? null : new WitnessFinder(program);
        startRecord();
    }

    /** The fields that an award's conditions are about. */
    private static Stream<String> conditionFields(AwardDefinition definition) {
        return Stream.of(
                        definition.where().keySet().stream(),
                        definition.except().keySet().stream(),
                        definition.fieldWhere().values().stream().map(AwardDefinition.Condition::field))
                .flatMap(fields -> fields)
                .distinct()
                .sorted();
    }

    private Step step(AwardDefinition definition, Tally tally) {
        List<Integer> keyColumns = new ArrayList<>();
        List<ColumnValues.Keys> keyTables = new ArrayList<>();
        if (definition.form() == KeyForm.PREFIX) {
            // The prefix of a prefix is itself, so one rule serves for both columns.
            keyColumns.addAll(List.of(prefixColumn, wholeCallColumn));
            keyTables.add(prefixes.keys(definition, tally));
            keyTables.add(wholeCalls.keys(definition, tally));
        } else {
            for (String field : definition.fields()) {
                int column = columnNames.indexOf(field);
                if (column == GRID && definition.form().takesSquares()) {
                    keyColumns.add(squareColumn);
                    keyTables.add(squares.keys(definition, tally));
                }
                keyColumns.add(column);
                keyTables.add(columns[column].keys(definition, tally));
            }
        }
        Test[] keyTests = new Test[keyColumns.size()];
        for (int i = 0; i < keyTests.length; i++) {
            int column = keyColumns.get(i) == squareColumn ? GRID : keyColumns.get(i);
            AwardDefinition.Condition condition =
                    column < columns.length ? definition.fieldWhere().get(columnNames.get(column)) : null;
            keyTests[i] = condition == null ? null : test(condition.field(), Set.of(condition.value()), true);
        }
        List<Test> tests = new ArrayList<>();
        definition.where().forEach((field, values) -> tests.add(test(field, values, true)));
        definition.except().forEach((field, values) -> tests.add(test(field, values, false)));
        return new Step(
                keyColumns.stream().mapToLong(column -> 1L << column).reduce(0, (a, b) -> a | b),
                keyColumns.stream().mapToInt(Integer::intValue).toArray(),
                keyTables.toArray(ColumnValues.Keys[]::new),
                keyTests,
                tests.toArray(Test[]::new),
                definition.bands(),
                definition,
                program.sources(definition),
                program.needsNoQsl(definition),
                tally);
    }

    private Test test(String field, Set<String> values, boolean wanted) {
        int column = columnNames.indexOf(field);
        return new Test(column, columns[column].ints(text -> AwardDefinition.meets(values, text) ? 1 : 0), wanted);
    }

    private FilterTest[] filters() {
        List<FilterTest> tests = new ArrayList<>();
        filter.station().ifPresent(wanted -> tests.add(equal(columnNames.indexOf("STATION_CALLSIGN"), wanted)));
        filter.operator().ifPresent(wanted -> tests.add(equal(columnNames.indexOf("OPERATOR"), wanted)));
        filter.grid().ifPresent(wanted -> {
            int column = columnNames.indexOf("MY_GRIDSQUARE");
            tests.add(new FilterTest(column, columns[column].ints(text -> text.startsWith(wanted) ? 1 : 0)));
        });
        return tests.toArray(FilterTest[]::new);
    }

    private FilterTest equal(int column, String wanted) {
        return new FilterTest(column, columns[column].ints(text -> text.equals(wanted) ? 1 : 0));
    }

    /** The numbers of names that the scanner must use. */
    FieldNames names() {
        return names;
    }

    /** Says whose report the log is of which records come next. */
    void reportOf(Report whose) {
        report = whose;
    }

    /** Begins a run of records before which the scanner has counted so many line ends. */
    void beginAt(long linesBefore) {
        firstLine = linesBefore;
    }

    /** Takes the fields of a run. */
    void fields(AdifScanner scanner, FieldRun run) {
        if (fields == 0) {
            recordOffset = scanner.offset(run.firstTag());
            scanner.markTag(run.firstTag());
        }
        if (names.size() > seen.length) {
            seen = Arrays.copyOf(seen, Math.max(names.size(), 2 * seen.length));
        }
        byte[] b = scanner.buffer();
        int[] ids = run.ids();
        int[] froms = run.froms();
        int[] tos = run.tos();
        for (int i = 0; i < run.count(); i++) {
            take(ids[i], b, froms[i], tos[i]);
        }
    }

    /** Takes the field on which the scanner stands. */
    void field(AdifScanner scanner) {
        if (fields == 0) {
            recordOffset = scanner.tagOffset();
            scanner.markTag();
        }
        int id = scanner.fieldId();
        if (id == FieldNames.UNTRACKED) {
            fields++;
            return;
        }
        if (id >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(id + 1, 2 * seen.length));
        }
        take(id, scanner.buffer(), scanner.valueFrom(), scanner.valueTo());
    }

    private void take(int id, byte[] b, int from, int to) {
        if (++fields > AdifReader.MOST_FIELDS) {
            return;
        }
        if (seen[id] == stamp && duplicateField < 0) {
            duplicateField = id;
        }
        seen[id] = stamp;
        if (id >= FIRST_PLAIN) {
            if (id < columns.length) {
                row[id] = columns[id].number(b, from, to);
                present |= 1L << id;
            }
            return;
        }
        switch (id) {
            case CALL -> takeCall(b, from, to);
            case DATE -> date = Digits.date(b, from, to);
            case TIME -> minute = Digits.minute(b, from, to);
            case FREQ -> takeFreq(b, from, to);
            default -> takeGrid(b, from, to);
        }
    }

    private void takeCall(byte[] b, int from, int to) {
        int n = to - from;
        longCall = null;
        if (n > MOST_CALL) {
            longCall = ValueText.decode(b, from, to, charset);
            return;
        }
        callLength = n;
        if (n <= 16) {
            Bytes.put(call, 0, Bytes.word(b, from));
            Bytes.put(call, 8, Bytes.word(b, from + 8));
        } else {
            System.arraycopy(b, from, call, 0, n);
        }
    }

    private void takeFreq(byte[] b, int from, int to) {
        longFreq = null;
        freqLength = to - from;
        if (freqLength > MOST_FREQ) {
            longFreq = ValueText.decode(b, from, to, charset);
        } else if (freqLength <= 16) {
            Bytes.put(freq, 0, Bytes.word(b, from));
            Bytes.put(freq, 8, Bytes.word(b, from + 8));
        } else {
            System.arraycopy(b, from, freq, 0, freqLength);
        }
    }

    /** An ordinary locator, four to eight letters and digits, is its own code, and its square is that of its first four. */
    private void takeGrid(byte[] b, int from, int to) {
        int n = to - from;
        grid = n >= 4 && n <= 8 ? plainText(Bytes.word(b, from) & Bytes.mask(n), n) : 0;
        if (grid != 0) {
            row[squareColumn] = square(b, from);
            present |= 1L << squareColumn;
        } else {
            row[squareColumn] = MISSING;
        }
        row[GRID] = grid == 0 || wantsWholeGrid ? columns[GRID].number(b, from, to) : MISSING;
        present |= 1L << GRID;
    }

    /** The number of the square of the grid at hand, from a table of all there can be. */
    private int square(byte[] b, int from) {
        int first = (int) (grid & 0xff) - 'A';
        int second = (int) (grid >>> 8 & 0xff) - 'A';
        int third = (int) (grid >>> 16 & 0xff) - '0';
        int fourth = (int) (grid >>> 24 & 0xff) - '0';
        if (first < 0 || first > 17 || second < 0 || second > 17 || third > 9 || fourth > 9) {
            return squares.number(b, from, from + 4);
        }
        int at = first * 1800 + second * 100 + third * 10 + fourth;
        if (squareNumbers[at] == 0) {
            squareNumbers[at] = squares.number(b, from, from + 4) + 1;
        }
        return squareNumbers[at] - 1;
    }

    /** The word in upper case if each of its n bytes is ASCII from '0' up, so no blank, comma or sign; else 0. */
    private static long plainText(long word, int n) {
        long filled = word | 0x3030303030303030L & ~Bytes.mask(n);
        boolean plain = (filled & HIGH) == 0 && (filled + 0x5050505050505050L & HIGH) == HIGH;
        return plain ? Bytes.upper(word) : 0;
    }

    /** An end-of-header tag: what stood before it is no QSO. */
    void endOfHeader() {
        startRecord();
    }

    /** Whether the record at hand, which has no end if the log ends here, must be read once more; then it begins anew. */
    boolean readAgain(AdifScanner scanner, boolean atEnd) {
        boolean again = (atEnd ? fields > 0 : duplicateField >= 0) && scanner.reread();
        if (again) {
            startRecord();
        }
        return again;
    }

    /** An end-of-record tag: the record is counted or rejected. */
    void endOfRecord(AdifScanner scanner) {
        if (fields == 0) {
            recordOffset = scanner.tagOffset();
            scanner.markTag();
        }
        counts.records++;
        Reason reason = judge();
        if (reason == null) {
            count();
        } else {
            reject(reason, scanner);
        }
        startRecord();
    }

    /** The end of the log: what stands since the last end of record is one rejected record. */
    void endOfLog(AdifScanner scanner) {
        if (fields > 0) {
            counts.records++;
            reject(Reason.NO_EOR_AT_END, scanner);
            startRecord();
        }
    }

    private void startRecord() {
        System.arraycopy(emptyRow, 0, row, 0, emptyRow.length);
        present = wide ? -1 : 0;
        if (++stamp == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            stamp = 1;
        }
        fields = 0;
        duplicateField = -1;
        callLength = 0;
        longCall = null;
        date = MISSING;
        minute = MISSING;
        freqLength = -1;
        longFreq = null;
        grid = 0;
        names.startRecord();
    }

    /** The first reason that applies, or null. */
    private Reason judge() {
        if (duplicateField >= 0 && program.rules().onDuplicate() == OnDuplicate.STRICT) {
            return Reason.DUPLICATE_FIELD;
        }
        if (fields > AdifReader.MOST_FIELDS) {
            return Reason.TOO_MANY_FIELDS;
        }
        if (fields == 0) {
            return Reason.EMPTY;
        }
        if (!normaliseCall()) {
            return Reason.NO_CALL;
        }
        if (date < 0) {
            return Reason.BAD_DATE;
        }
        return minute < 0 ? Reason.BAD_TIME : null;
    }

    private void reject(Reason reason, AdifScanner scanner) {
        counts.rejected[reason.index()]++;
        if (counts.rejections.size() < Counts.MOST_REJECTIONS) {
            String field =
                    switch (reason) {
                        case DUPLICATE_FIELD -> names.name(duplicateField);
                        case BAD_DATE -> "QSO_DATE";
                        case BAD_TIME -> "TIME_ON";
                        default -> "";
                    };
            counts.rejections.add(
                    new Rejection(counts.records, scanner.linesBeforeMark() - firstLine, recordOffset, field, reason));
        }
    }

    /** Brings the call into upper case without blanks around; false if nothing remains. */
    private boolean normaliseCall() {
        if (longCall == null) {
            int n = callLength;
            if (n == 0) {
                return false;
            }
            if (n <= 8 && normaliseShortCall(n)) {
                return true;
            }
            if (call[0] > ' ' && call[n - 1] > ' ' && Bytes.isAscii(call, 0, n)) {
                Bytes.toUpper(call, 0, n);
                return true;
            }
            longCall = ValueText.decode(call, 0, n, charset);
        }
        longCall = longCall.strip().toUpperCase(Locale.ROOT);
        byte[] utf8 = longCall.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= MOST_CALL) {
            System.arraycopy(utf8, 0, call, 0, utf8.length);
            callLength = utf8.length;
            longCall = null;
            return utf8.length > 0;
        }
        return true;
    }

    /** The same for a call of up to eight ASCII bytes without blanks or control characters around; false if it is none. */
    private boolean normaliseShortCall(int n) {
        long w = Bytes.word(call, 0) & Bytes.mask(n);
        if ((w & HIGH) != 0 || call[0] <= ' ' || call[n - 1] <= ' ') {
            return false;
        }
        Bytes.put(call, 0, Bytes.upper(w));
        return true;
    }

    private void count() {
        int band = band();
        int mode = modes.of(row[MODE], row[SUBMODE]);
        int group = ModePairs.group(mode);
        if (!isSelected(band, group)) {
            counts.filtered++;
            return;
        }
        fillPlace();
        int confirmedBy = (present & SOURCES) == 0 ? report.ofRecord() : confirmedBy();
        countQso(band, group, mode, confirmedBy);
        if (wantsPrefix) {
            findPrefix();
        }
        if (wantsCall && longCall == null) {
            row[CALL] = columns[CALL].number(call, 0, callLength);
            present |= 1L << CALL;
        }
        for (Step step : steps) {
            if ((step.columnBits & present) != 0 && (step.bands >>> band & 1) != 0) {
                run(step, band, group, confirmedBy);
            }
        }
        if (witnesses != null && confirmedBy != 0) {
            witnesses.see(this::text, callText(), date, minute, band, group, confirmedBy);
        }
    }

    private String callText() {
        return longCall != null ? longCall : new String(call, 0, callLength, StandardCharsets.UTF_8);
    }

    /** The text of a field of the record, trimmed and in upper case, empty if it has none; for what is looked at seldom. */
    private String text(String field) {
        int column = columnNames.indexOf(field);
        if (column == CALL) {
            return callText();
        }
        if (column == GRID && grid != 0) {
            StringBuilder locator = new StringBuilder();
            for (long left = grid; left != 0; left >>>= 8) {
                locator.append((char) (left & 0xff));
            }
            return locator.toString();
        }
        return column < 0 || row[column] < 0 ? "" : columns[column].text(row[column]);
    }

    private int confirmedBy() {
        int bits = report.ofRecord();
        for (int i = 0; i < saysYes.length; i++) {
            int value = row[FIRST_SOURCE + i];
            if (value >= 0 && saysYes[i].get(value) != 0) {
                bits |= report.meant(1 << i);
            }
        }
        return bits;
    }

    private int band() {
        int satellite = row[PROP_MODE];
        if (satellite >= 0 && isSatellite.get(satellite) != 0) {
            return Bands.SAT;
        }
        int logged = row[BAND];
        int band = logged < 0 ? Bands.NONE : bandOf.get(logged);
        if (band != Bands.NONE || freqLength < 0) {
            return band;
        }
        return Bands.ofFrequency(longFreq != null ? longFreq : ValueText.decode(freq, 0, freqLength, charset));
    }

    private boolean isSelected(int band, int group) {
        if ((filter.bands() >>> band & 1) == 0
                || (filter.groups() >>> group & 1) == 0
                || date < filter.from()
                || date > filter.to()) {
            return false;
        }
        for (FilterTest test : filters) {
            int value = row[test.column()];
            if (value < 0 || test.table().get(value) == 0) {
                return false;
            }
        }
        return true;
    }

    private void fillPlace() {
        if (filler != null) {
            present |= filler.fill(row, call, callLength, longCall, date, counts);
        }
        int entity = entity();
        if (entity > 0) {
            counts.entities[entity >>> 6] |= 1L << entity;
        }
    }

    private int entity() {
        return row[DXCC] < 0 ? 0 : entityOf.get(row[DXCC]);
    }

    /** The DXCC entity that a field names, 0 if it is none of ADIF's. */
    private static int entity(String text) {
        return text.isEmpty()
                ? 0
                : KeyForm.NUMBER.keys(text).stream()
                        .filter(key -> key.length() <= 3)
                        .map(Integer::parseInt)
                        .filter(code -> AdifTables.entity(code).isPresent())
                        .findFirst()
                        .orElse(0);
    }

    private void countQso(int band, int group, int mode, int confirmedBy) {
        counts.qsos++;
        counts.byBand[band]++;
        counts.byGroup[group]++;
        counts.confirmed += (confirmedBy & confirming) != 0 ? 1 : 0;
        counts.eqsl += (confirmedBy & Source.EQSL.bit()) != 0 ? 1 : 0;
        long code = longCall == null ? codes.of(call, 0, callLength) : codes.of(longCall);
        keys.add(code);
        keys.add(QsoKey.rest(date, minute, band, keyModes.use(ModePairs.text(mode))));
        if (row[MODE] >= 0) {
            modeTexts.use(modeText.get(row[MODE]));
        }
        int bandNumber = row[BAND] < 0 ? 0 : bandTexts.use(bandText.get(row[BAND]));
        if (row[COUNTRY] >= 0) {
            countryTexts.use(countryText.get(row[COUNTRY]));
        }
        long gridLogged = grid;
        if (gridLogged == 0 && row[GRID] >= 0) {
            gridLogged = gridTexts.into(codes, gridCode.get(row[GRID]));
        }
        if (gridLogged != 0) {
            grids.add(gridLogged);
            grids.add(bandNumber);
        }
    }

    /** Finds the WPX prefix: of an ordinary call without a slash what runs through its last digit; of others by the rule, once a call. */
    private void findPrefix() {
        if (longCall != null) {
            byte[] utf8 = longCall.getBytes(StandardCharsets.UTF_8);
            row[wholeCallColumn] = wholeCalls.number(Arrays.copyOf(utf8, utf8.length + Bytes.PADDING), 0, utf8.length);
            present |= 1L << wholeCallColumn;
            return;
        }
        int n = callLength;
        int end = n <= 8 ? shortPrefix(n) : longPrefix(n);
        if (end > 0) {
            row[prefixColumn] = prefixes.number(call, 0, end);
            present |= 1L << prefixColumn;
        } else {
            row[wholeCallColumn] = wholeCalls.number(call, 0, n);
            present |= 1L << wholeCallColumn;
        }
    }

    /** The length of the prefix of a call without a slash; 0 if it takes the whole rule. */
    private int shortPrefix(int n) {
        long w = Bytes.word(call, 0) & Bytes.mask(n);
        return (w & HIGH) != 0 || Bytes.contains(w, (byte) '/') ? 0 : Digits.throughLastDigit(w, n);
    }

    private int longPrefix(int n) {
        if (Bytes.indexOf(call, 0, n, (byte) '/') < n) {
            return 0;
        }
        int end = n;
        while (end > 0 && (call[end - 1] < '0' || call[end - 1] > '9')) {
            end--;
        }
        return end;
    }

    private void run(Step step, int band, int group, int confirmedBy) {
        int key = ColumnValues.Keys.BLANK;
        ColumnValues.Keys table = null;
        for (int i = 0; i < step.keyColumns.length && key == ColumnValues.Keys.BLANK; i++) {
            int value = row[step.keyColumns[i]];
            if (value >= 0 && (step.keyTests[i] == null || step.keyTests[i].passes(row))) {
                table = step.keyTables[i];
                key = table.get(value);
            }
        }
        if (key == ColumnValues.Keys.BLANK || key == ColumnValues.Keys.NO_KEY) {
            return;
        }
        if (date < step.definition.first() || date > step.definition.last()) {
            return;
        }
        for (Test test : step.tests) {
            if (!test.passes(row)) {
                return;
            }
        }
        boolean confirmed = step.needsNoQsl || (confirmedBy & step.sources) != 0;
        if (key >= 0) {
            add(step, key, group, band, confirmed);
        } else {
            for (int one : table.several(key)) {
                add(step, one, group, band, confirmed);
            }
        }
    }

    private void add(Step step, int key, int group, int band, boolean confirmed) {
        if (step.definition.keyEntity().isEmpty() || step.definition.countsIn(step.tally.key(key), entity())) {
            step.tally.add(key, group, band, confirmed);
        }
    }

    /** What was counted since the last call. */
    ChunkStanding take() {
        Tally.Part[] parts = new Tally.Part[tallies.length];
        Arrays.setAll(parts, i -> tallies[i].take());
        ChunkStanding standing = new ChunkStanding(
                counts,
                PairParts.of(keys),
                codes.oddTexts().toArray(String[]::new),
                keyModes.takeUsed(),
                modeTexts.takeUsed(),
                bandTexts.takeUsed(),
                PairParts.of(grids),
                countryTexts.takeUsed(),
                parts,
                witnesses == null ? null : witnesses.take());
        counts = new Counts();
        keys.clear();
        grids.clear();
        codes = new TextCode();
        return standing;
    }

    /** How many different values of fields it has met in its life. */
    int values() {
        int sum = prefixes.size() + wholeCalls.size() + squares.size();
        for (ColumnValues column : columns) {
            sum += column.size();
        }
        return sum;
    }
}
