package org.everycore.radio.award;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.everycore.radio.adif.AdifDialect;
import org.everycore.radio.adif.AdifScanner;
import org.everycore.radio.adif.DialectDetector;
import org.everycore.radio.adif.FieldRun;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.LogFormat;

/** Reads segments of logs into standings: what a worker owns, one window buffer and the tables of its collectors. */
final class SegmentReader {
    private static final long STEP = 1 << 18;

    private final AwardProgram program;
    private final byte[] buffer = AdifScanner.newBuffer();
    private final FieldRun run = new FieldRun();
    private final Map<Charset, QsoCollector> collectors = new HashMap<>();
    private final Map<Integer, AdifDialect> dialects = new HashMap<>();

    SegmentReader(AwardProgram program) {
        this.program = program;
    }

    /**
     * Reads the stretch {@code [from, to)} of a log.
     *
     * @param exactStart where a record is known to begin, or -1 to look for one behind the first end of record in the stretch
     * @param progress is told the bytes read from time to time and may throw to cancel
     */
    Segment read(int number, LogFile log, long from, long to, long exactStart, LongConsumer progress)
            throws IOException {
        AdifDialect dialect = dialect(number, log);
        QsoCollector collector =
                collectors.computeIfAbsent(dialect.charset(), charset -> new QsoCollector(program, charset));
        long begin = exactStart >= 0 ? exactStart : from;
        try (InputStream in = log.openFrom(begin)) {
            AdifScanner scanner = new AdifScanner(in, begin, dialect, collector.names(), buffer);
            return read(scanner, collector, number, from, to, exactStart, progress);
        } catch (IOException | RuntimeException e) {
            collector.discard();
            throw e;
        }
    }

    /** Reads a log that only can be read whole. */
    Segment readWhole(int number, LogFile log, LongConsumer progress) throws IOException {
        try (InputStream in = LogFormat.openAdi(log.path())) {
            byte[] prefix = DialectDetector.readPrefix(in);
            AdifDialect dialect = DialectDetector.detect(prefix);
            QsoCollector collector =
                    collectors.computeIfAbsent(dialect.charset(), charset -> new QsoCollector(program, charset));
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
            AdifScanner scanner = new AdifScanner(whole, 0, dialect, collector.names(), buffer);
            try {
                return read(scanner, collector, number, 0, Long.MAX_VALUE, 0, progress);
            } catch (IOException | RuntimeException e) {
                collector.discard();
                throw e;
            }
        } catch (EOFException | ZipException e) {
            throw new IOException(log.path() + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private Segment read(
            AdifScanner scanner,
            QsoCollector collector,
            int number,
            long from,
            long to,
            long exactStart,
            LongConsumer progress)
            throws IOException {
        long start = exactStart >= 0 ? exactStart : findStart(scanner, to, progress);
        if (start < 0) {
            return Segment.empty(number, from, to);
        }
        long linesBefore = exactStart >= 0 ? 0 : scanner.linesBeforePosition();
        collector.beginAt(linesBefore);
        long told = start;
        long lastEor = -1;
        while (lastEor < to) {
            lastEor = readOn(scanner, collector);
            if (lastEor >= to || scanner.position() - told >= STEP) {
                progress.accept(scanner.position() - told);
                told = scanner.position();
            }
        }
        return end(scanner, collector, number, from, to, start, lastEor, linesBefore);
    }

    /** Reads at most to the next end of record. Returns where its tag stands, {@link Segment#AT_END} behind the log's last, else -1. */
    private long readOn(AdifScanner scanner, QsoCollector collector) throws IOException {
        scanner.cut(run);
        if (run.count() > 0) {
            collector.fields(scanner, run);
        }
        int kind = run.endsRecord() ? AdifScanner.EOR : scanner.next();
        switch (kind) {
            case AdifScanner.FIELD -> collector.field(scanner);
            case AdifScanner.EOH -> collector.endOfHeader();
            case AdifScanner.EOR -> {
                collector.endOfRecord(scanner);
                return scanner.tagOffset();
            }
            default -> {
                collector.endOfLog(scanner);
                return Segment.AT_END;
            }
        }
        return -1;
    }

    private static Segment end(
            AdifScanner scanner,
            QsoCollector collector,
            int number,
            long from,
            long to,
            long start,
            long lastEor,
            long linesBefore) {
        long lines = scanner.linesBeforePosition() - linesBefore;
        return new Segment(number, from, to, start, lastEor, scanner.position(), lines, collector.take());
    }

    /** The byte behind the first end of record that begins before {@code to}; -1 if there is none. */
    private static long findStart(AdifScanner scanner, long to, LongConsumer progress) throws IOException {
        long told = scanner.position();
        scanner.endAt(to);
        while (true) {
            int kind = scanner.next();
            if (kind == AdifScanner.END || scanner.tagOffset() >= to) {
                return -1;
            }
            if (kind == AdifScanner.EOR) {
                scanner.endAt(Long.MAX_VALUE);
                return scanner.position();
            }
            if (scanner.position() - told >= STEP) {
                progress.accept(scanner.position() - told);
                told = scanner.position();
            }
        }
    }

    private AdifDialect dialect(int number, LogFile log) throws IOException {
        AdifDialect known = dialects.get(number);
        if (known == null) {
            try (InputStream in = log.openFrom(0)) {
                known = DialectDetector.detect(DialectDetector.readPrefix(in));
            }
            dialects.put(number, known);
        }
        return known;
    }
}
