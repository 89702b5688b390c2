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
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.LogFormat;

/**
 * Reads segments of logs into standings: what a worker owns, one window buffer and the tables of its collectors.
 *
 * <p>A long stretch gives several segments, each of which begins where the one before it ended, and tables of very many values are given up between
 * segments, so that memory does not grow with the log.
 */
public final class SegmentReader {
    private static final long STEP = 1 << 18;
    /** Bytes of a segment, from which on it ends with the record at hand; more than a chunk of an awards job has. */
    static final long MOST_BYTES = 24 << 20;

    private static final int MOST_VALUES = 100_000;

    private final AwardProgram program;
    private final long mostBytes;
    private final int mostValues;
    private final byte[] buffer = AdifScanner.newBuffer();
    private final FieldRun run = new FieldRun();
    private final Map<Charset, QsoCollector> collectors = new HashMap<>();
    private final Map<Integer, Head> heads = new HashMap<>();

    /** What a log's beginning tells. */
    private record Head(AdifDialect dialect, Report report) {
        static Head of(byte[] prefix, Lengths lengths) throws IOException {
            AdifDialect dialect = DialectDetector.detect(prefix);
            return new Head(dialect, Report.of(prefix, dialect, lengths));
        }
    }

    public SegmentReader(AwardProgram program) {
        this(program, MOST_BYTES, MOST_VALUES);
    }

    SegmentReader(AwardProgram program, long mostBytes, int mostValues) {
        this.program = program;
        this.mostBytes = mostBytes;
        this.mostValues = mostValues;
    }

    /**
     * Reads the stretch {@code [from, to)} of a log.
     *
     * @param exactStart where a record is known to begin, or -1 to look for one behind the first end of record in the stretch
     * @param progress is told the bytes read from time to time and may throw to cancel
     */
    public void read(
            int number,
            LogFile log,
            long from,
            long to,
            long exactStart,
            LongConsumer progress,
            AwardPartial.Visitor segments)
            throws IOException {
        Head head = head(number, log);
        long begin = exactStart >= 0 ? exactStart : from;
        try (InputStream in = log.openFrom(begin)) {
            new Reading(in, begin, head, number, progress, segments).run(from, to, exactStart);
        }
    }

    /** Reads a log that only can be read whole. */
    public void readWhole(int number, LogFile log, LongConsumer progress, AwardPartial.Visitor segments)
            throws IOException {
        try (InputStream in = LogFormat.openAdi(log.path())) {
            byte[] prefix = DialectDetector.readPrefix(in);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
            new Reading(whole, 0, Head.of(prefix, program.rules().lengths()), number, progress, segments)
                    .run(0, Long.MAX_VALUE, 0);
        } catch (EOFException | ZipException e) {
            throw new IOException(log.path() + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** One stretch as it is read. */
    private final class Reading {
        private final AdifScanner scanner;
        private final Charset charset;
        private final int number;
        private final LongConsumer progress;
        private final AwardPartial.Visitor segments;
        private final Report report;
        private QsoCollector collector;
        private long told;
        private long linesBefore;

        Reading(
                InputStream in,
                long begin,
                Head head,
                int number,
                LongConsumer progress,
                AwardPartial.Visitor segments) {
            this.charset = head.dialect().charset();
            this.number = number;
            this.progress = progress;
            this.segments = segments;
            this.collector = collectors.computeIfAbsent(charset, any -> new QsoCollector(program, any));
            this.report = head.report();
            this.collector.reportOf(report);
            this.scanner =
                    new AdifScanner(in, begin, head.dialect(), program.rules().lengths(), collector.names(), buffer);
            this.told = begin;
        }

        void run(long from, long to, long exactStart) throws IOException {
            collectors.remove(charset); // whatever stops this leaves half a record in it
            long start = exactStart >= 0 ? exactStart : findStart(to);
            if (start < 0) {
                segments.segment(Segment.empty(number, from, to));
            } else {
                linesBefore = exactStart >= 0 ? 0 : scanner.linesBeforePosition();
                records(from, to, start);
            }
            collectors.put(charset, collector);
        }

        private void records(long from, long to, long firstStart) throws IOException {
            long start = firstStart;
            long stretch = from;
            long lastEor = -1;
            collector.beginAt(linesBefore);
            while (lastEor < to) {
                lastEor = readOn();
                if (lastEor >= to || scanner.position() - told >= STEP) {
                    tell();
                }
                if (lastEor >= 0 && lastEor < to && scanner.position() - start >= mostBytes) {
                    end(stretch, lastEor, start, lastEor);
                    stretch = lastEor;
                    start = scanner.position();
                }
            }
            end(stretch, to, start, lastEor);
        }

        private void tell() {
            progress.accept(scanner.position() - told);
            told = scanner.position();
        }

        /** Reads at most to the next end of record. Returns where its tag stands, {@link Segment#AT_END} behind the log's last, else -1. */
        private long readOn() throws IOException {
            scanner.cut(run);
            if (run.count() > 0) {
                collector.fields(scanner, run);
            }
            int kind = run.endsRecord() ? AdifScanner.EOR : scanner.next();
            switch (kind) {
                case AdifScanner.FIELD -> collector.field(scanner);
                case AdifScanner.EOH -> collector.endOfHeader();
                case AdifScanner.EOR -> {
                    if (collector.readAgain(scanner, false)) {
                        return -1;
                    }
                    collector.endOfRecord(scanner);
                    return scanner.tagOffset();
                }
                default -> {
                    if (collector.readAgain(scanner, true)) {
                        return -1;
                    }
                    collector.endOfLog(scanner);
                    return Segment.AT_END;
                }
            }
            return -1;
        }

        /** Hands out what was counted since the last call, and begins anew. */
        private void end(long from, long to, long start, long lastEor) throws IOException {
            long lines = scanner.linesBeforePosition() - linesBefore;
            segments.segment(
                    new Segment(number, from, to, start, lastEor, scanner.position(), lines, collector.take()));
            linesBefore = scanner.linesBeforePosition();
            if (collector.values() > mostValues) {
                collector = new QsoCollector(program, charset, collector.names());
                collector.reportOf(report);
            }
            collector.beginAt(linesBefore);
        }

        /** The byte behind the first end of record that begins before {@code to}; -1 if there is none. */
        private long findStart(long to) throws IOException {
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
                    tell();
                }
            }
        }
    }

    private Head head(int number, LogFile log) throws IOException {
        Head known = heads.get(number);
        if (known == null) {
            try (InputStream in = log.openFrom(0)) {
                known = Head.of(DialectDetector.readPrefix(in), program.rules().lengths());
            }
            heads.put(number, known);
        }
        return known;
    }
}
