package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Streams the accepted records of one ADI log, telling of every rejected record and doubtful field as it passes.
 *
 * <p>Memory is bounded whatever the input: values beyond {@link AdifScanner#MOST_VALUE} bytes are cut and reported, values of a record that
 * already holds {@link #MOST_HELD} characters are emptied and reported, records of more than {@link #MOST_FIELDS} fields are rejected.
 */
public final class AdifReader implements Iterator<AdifRecord>, Closeable {
    /** The most fields that a record may have. */
    public static final int MOST_FIELDS = 10_000;

    /** The most characters of values that one record holds. */
    public static final long MOST_HELD = 16 << 20;

    private static final int EXCERPT = 60;
    private static final Set<String> HEADER = Set.of("ADIF_VER", "CREATED_TIMESTAMP", "PROGRAMID", "PROGRAMVERSION");

    private final InputStream in;
    private final AdifDialect dialect;
    private final ReadRules rules;
    private final Consumer<Problem> problems;
    private final FieldNames names = new FieldNames(List.of("CALL", "QSO_DATE", "TIME_ON"));
    private final AdifScanner scanner;

    private AdifRecord header = AdifRecord.of(List.of());
    private List<AdifField> fields = new ArrayList<>();
    private List<Place> places = new ArrayList<>();
    private long[] seen = new long[64];
    private long stamp = 1;
    private long held;
    /** What was told of the record at hand while it may be read once more. */
    private final List<Problem> told = new ArrayList<>();

    private Place duplicate;
    private boolean overfull;
    private long number;
    private long accepted;
    private long begin;
    private long to = Long.MAX_VALUE;
    private long lastEor = -1;
    private long end;
    private boolean done;
    private AdifRecord ready;
    private Optional<Reason> readyReason = Optional.empty();
    private List<AdifField> readyFields = List.of();
    private Optional<Reason> lastReason = Optional.empty();
    private List<AdifField> lastFields = List.of();
    private boolean givesAll;
    private boolean endsInValue;
    private Place readyPlace;
    private long readyNumber;
    private Place lastPlace;
    private long lastNumber;

    private record Place(long line, long offset, String field, String text) {}

    private AdifReader(InputStream in, ReadRules rules, Consumer<Problem> problems) throws IOException {
        this.in = in;
        this.rules = requireNonNull(rules, "rules is null");
        this.problems = requireNonNull(problems, "problems is null");
        byte[] prefix = DialectDetector.readPrefix(in);
        this.dialect = DialectDetector.detect(prefix);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
        this.scanner = new AdifScanner(whole, 0, dialect, rules.lengths(), names);
    }

    /** Opens a log in any {@link LogFormat}. The reader closes what it opened. */
    public static AdifReader open(Path file, ReadRules rules, Consumer<Problem> problems) throws IOException {
        InputStream in = LogFormat.openAdi(file);
        try {
            return new AdifReader(in, rules, problems);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Reads from a stream of ADI bytes, which {@link #close} closes. Problems are told in the order of their records. */
    public static AdifReader of(InputStream in, ReadRules rules, Consumer<Problem> problems) throws IOException {
        return new AdifReader(in, rules, problems);
    }

    /**
     * Reads the stretch {@code [start, to)} of a log of known dialect: the records that begin behind an end-of-record tag in it, or at
     * {@code start} if a record is known to begin there. Records and lines are counted from the first of them.
     *
     * @param in the log's bytes from {@code start} to its end
     * @param exact whether a record begins at {@code start}; else the reader begins behind the first end of record that it finds
     */
    public static AdifReader range(
            InputStream in,
            AdifDialect dialect,
            long start,
            long to,
            boolean exact,
            ReadRules rules,
            Consumer<Problem> problems)
            throws IOException {
        return new AdifReader(in, dialect, start, to, exact, rules, problems);
    }

    private AdifReader(
            InputStream in,
            AdifDialect dialect,
            long start,
            long to,
            boolean exact,
            ReadRules rules,
            Consumer<Problem> problems)
            throws IOException {
        this.in = in;
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.rules = requireNonNull(rules, "rules is null");
        this.problems = requireNonNull(problems, "problems is null");
        this.scanner = new AdifScanner(in, start, dialect, rules.lengths(), names);
        this.to = to;
        this.begin = start;
        if (!exact) {
            scanner.endAt(to);
            int kind = scanner.next();
            while (kind != AdifScanner.EOR && kind != AdifScanner.END && scanner.tagOffset() < to) {
                kind = scanner.next();
            }
            scanner.endAt(Long.MAX_VALUE);
            done = kind != AdifScanner.EOR || scanner.tagOffset() >= to;
            begin = done ? -1 : scanner.position();
        }
    }

    /** From now on {@link #next} gives rejected records too, the last value of a field standing; {@link #rejectedFor} tells them apart. */
    public AdifReader withRejected() {
        givesAll = true;
        return this;
    }

    /** Why the record that {@link #next} gave last was rejected; empty if it was not. */
    public Optional<Reason> rejectedFor() {
        return lastReason;
    }

    /** The fields of the record that {@link #next} gave last as they stand in the log, some maybe twice. */
    public List<AdifField> fieldsAsLogged() {
        return lastFields;
    }

    /** Whether the log ended within a value, so that the last field is not whole. */
    public boolean endsInValue() {
        return endsInValue;
    }

    /** Where the first record of a stretch begins; -1 if the stretch holds no end of record to begin behind. */
    public long begin() {
        return begin;
    }

    /** Where the tag stands that ended the last record read; {@link Long#MAX_VALUE} once the log has ended. */
    public long lastEor() {
        return lastEor;
    }

    /** The offset behind the last record read. */
    public long end() {
        return end;
    }

    /** The character set and length unit that were found. */
    public AdifDialect dialect() {
        return dialect;
    }

    /** The fields before the end-of-header tag; none if there was no header. */
    public AdifRecord header() {
        boolean unused = hasNext(); // the header lies before the first record
        return header;
    }

    /** Records read so far, rejected ones too. */
    public long records() {
        return number;
    }

    /** How many {@link Reason#BAD_LENGTH} problems were counted only, for there were thousands with no field between them. */
    public long untold() {
        return scanner.untoldBadTags();
    }

    /** Records handed out or ready so far. */
    public long accepted() {
        return accepted;
    }

    /** The number, from 1, of the record that {@link #next} gave last. */
    public long recordNumber() {
        return lastNumber;
    }

    /** The file offset of the record that {@link #next} gave last. */
    public long recordOffset() {
        return lastPlace.offset();
    }

    /** The line, from 1, on which the record that {@link #next} gave last begins. */
    public long recordLine() {
        return lastPlace.line();
    }

    @Override
    public boolean hasNext() {
        try {
            while (ready == null && !done) {
                advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ready != null;
    }

    @Override
    public AdifRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log has no further record");
        }
        AdifRecord record = ready;
        lastPlace = readyPlace;
        lastNumber = readyNumber;
        lastReason = readyReason;
        lastFields = readyFields;
        ready = null;
        return record;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void advance() throws IOException {
        int kind = scanner.next();
        tellBadLengths();
        switch (kind) {
            case AdifScanner.FIELD -> field();
            case AdifScanner.EOH -> endOfHeader();
            case AdifScanner.EOR -> {
                if (duplicate == null || !readAgain()) {
                    endOfRecord();
                }
            }
            default -> {
                if (fields.isEmpty() || !readAgain()) {
                    endOfLog();
                }
            }
        }
    }

    private boolean readAgain() {
        boolean again = scanner.reread();
        if (again) {
            told.clear();
            clear();
        }
        return again;
    }

    private void field() {
        if (places.size() == MOST_FIELDS) {
            overfull = true;
            return;
        }
        Place place = place(scanner.fieldId() == FieldNames.UNTRACKED ? "" : names.name(scanner.fieldId()), "");
        places.add(place);
        String value = value(place);
        int id = scanner.fieldId();
        if (id >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(id + 1, seen.length * 2));
        }
        if (seen[id] == stamp && duplicate == null) {
            duplicate = new Place(place.line(), place.offset(), place.field(), excerpt(value));
        }
        seen[id] = stamp;
        fields.add(new AdifField(place.field(), scanner.type(), value));
    }

    private String value(Place place) {
        if (held >= MOST_HELD) {
            tell(place, Reason.TOO_LONG, "");
            return "";
        }
        String value = ValueText.decode(scanner.buffer(), scanner.valueFrom(), scanner.valueTo(), dialect.charset());
        held += value.length();
        endsInValue |= scanner.clipped();
        if (scanner.cut()) {
            tell(place, Reason.TOO_LONG, excerpt(value));
        } else if (scanner.clipped() || scanner.overran()) {
            tell(place, Reason.BAD_LENGTH, excerpt(value));
        }
        return value;
    }

    /** Lengths that are no numbers, and text right behind the value before. */
    private void tellBadLengths() {
        for (AdifScanner.BadTag bad : scanner.takeBadTags()) {
            tell(new Place(bad.line() + 1, bad.offset(), bad.name(), ""), Reason.BAD_LENGTH, bad.text());
        }
        if (scanner.junkBehindValue() && !fields.isEmpty()) {
            AdifField last = fields.get(fields.size() - 1);
            tell(places.get(places.size() - 1), Reason.BAD_LENGTH, excerpt(last.value()));
        }
    }

    private void endOfHeader() {
        if (number == 0) {
            header = AdifRecord.lastOf(fields);
        }
        clear();
        tellAll();
    }

    private void endOfRecord() {
        Place start = places.isEmpty() ? place("", "") : places.get(0);
        if (number == 0 && begin == 0 && header.fields().isEmpty()) {
            takeHeader();
        }
        AdifRecord record = duplicate == null ? AdifRecord.ofDistinct(fields) : AdifRecord.lastOf(fields);
        Optional<Reason> reason = judge(record, start);
        number++;
        accepted += reason.isEmpty() ? 1 : 0;
        if (reason.isEmpty() || givesAll) {
            give(record, reason, start);
        }
        tellAll();
        lastEor = scanner.tagOffset();
        end = scanner.position();
        done = lastEor >= to;
        clear();
    }

    private void give(AdifRecord record, Optional<Reason> reason, Place start) {
        ready = record;
        readyReason = reason;
        readyFields = fields;
        readyPlace = start;
        readyNumber = number;
    }

    /** In a log without end of header the header's fields stand before those of the first QSO. */
    private void takeHeader() {
        List<AdifField> taken = new ArrayList<>();
        for (int i = fields.size() - 1; i >= 0; i--) {
            String name = fields.get(i).name();
            boolean defines = name.startsWith("USERDEF") && name.length() > "USERDEF".length();
            if (HEADER.contains(name) || defines) {
                taken.add(0, fields.remove(i));
                places.remove(i);
            }
        }
        if (!taken.isEmpty()) {
            header = AdifRecord.lastOf(taken);
        }
    }

    private Optional<Reason> judge(AdifRecord record, Place start) {
        if (duplicate != null && rules.onDuplicate() == OnDuplicate.STRICT) {
            return reject(duplicate, Reason.DUPLICATE_FIELD, duplicate.text());
        }
        if (overfull) {
            return reject(start, Reason.TOO_MANY_FIELDS, excerptOfFields());
        }
        Optional<Reason> reason = RecordRules.check(record);
        reason.ifPresent(r -> {
            String name = r == Reason.BAD_DATE ? "QSO_DATE" : r == Reason.BAD_TIME ? "TIME_ON" : "";
            int at = lastOf(name);
            if (at >= 0) {
                tell(places.get(at), r, excerpt(fields.get(at).value()));
            } else {
                tell(start, r, excerptOfFields());
            }
        });
        return reason;
    }

    private Optional<Reason> reject(Place place, Reason reason, String text) {
        tell(place, reason, text);
        return Optional.of(reason);
    }

    private int lastOf(String name) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void endOfLog() {
        done = true;
        lastEor = Long.MAX_VALUE;
        end = scanner.position();
        if (!fields.isEmpty()) {
            tell(places.get(0), Reason.NO_EOR_AT_END, excerptOfFields());
            number++;
            if (givesAll) {
                give(AdifRecord.lastOf(fields), Optional.of(Reason.NO_EOR_AT_END), places.get(0));
            }
            clear();
        }
        tellAll();
    }

    private void clear() {
        fields = new ArrayList<>(fields.size());
        places = new ArrayList<>(places.size());
        duplicate = null;
        overfull = false;
        held = 0;
        stamp++;
        names.startRecord();
    }

    private Place place(String field, String text) {
        return new Place(scanner.linesBeforeTag() + 1, scanner.tagOffset(), field, text);
    }

    private void tell(Place place, Reason reason, String text) {
        told.add(new Problem(number + 1, place.line(), place.offset(), place.field(), reason, text));
        if (!scanner.mayReread()) {
            tellAll();
        }
    }

    private void tellAll() {
        told.forEach(problems);
        told.clear();
    }

    private String excerptOfFields() {
        StringBuilder text = new StringBuilder();
        for (AdifField field : fields) {
            if (text.length() >= EXCERPT) {
                break;
            }
            text.append(text.isEmpty() ? "" : " ")
                    .append(field.name())
                    .append('=')
                    .append(excerpt(field.value()));
        }
        return excerpt(text.toString());
    }

    private static String excerpt(String text) {
        if (text.length() <= EXCERPT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(EXCERPT - 2)) ? EXCERPT - 2 : EXCERPT - 1;
        return text.substring(0, end) + "…";
    }
}
