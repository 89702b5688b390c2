package org.everycore.radio.award;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.everycore.jobs.Inputs;
import org.everycore.radio.adif.AdifDialect;
import org.everycore.radio.adif.AdifScanner;
import org.everycore.radio.adif.Bytes;
import org.everycore.radio.adif.FieldNames;
import org.everycore.radio.adif.FieldRun;
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.jobs.AwardsSpec;

/**
 * Measures the reading of a log, started by hand: {@code AwardsSpeed LOG ROUNDS} gives the least CPU time of one thread for each layer over that many
 * rounds; with 0 rounds the time from the start of Java to one standing with two threads.
 */
final class AwardsSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AwardsSpeed() {}

    /** A thing to measure. */
    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path path = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        long size = Files.size(path);
        AwardsSpec spec = Awards.spec(path, "{\"entity\": \"field\"}");
        AwardProgram program = spec.program(Inputs.LOCAL);
        LogFile log = spec.open(Inputs.LOCAL).get(0);
        if (rounds == 0) {
            Standing standing = standing(program, log, 2);
            new AwardsJson(program, false).document(List.of("log"), standing);
            double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
            System.out.printf(Locale.ROOT, "%d QSOs, %.2f s since the start of Java%n", standing.counts.qsos, seconds);
            return;
        }
        byte[] buffer = AdifScanner.newBuffer();
        least("read and count one byte", rounds, size, () -> count(path, buffer));
        least("cut into fields", rounds, size, () -> scan(path, buffer));
        SegmentReader reader = new SegmentReader(program);
        least("count for awards", rounds, size, () -> reader.read(0, log, 0, size, 0, n -> {}, segment -> {}));
        AwardPartial partial = read(reader, log, 0, size);
        least("merge", rounds, size, () -> {
            try (var merge = new SegmentMerge(program, List.of(log))) {
                partial.forEach(merge::add);
            }
        });
    }

    private static AwardPartial read(SegmentReader reader, LogFile log, long from, long to) throws IOException {
        var partial = new AwardPartial.Builder(Long.MAX_VALUE);
        reader.read(0, log, from, to, from == 0 ? 0 : -1, n -> {}, partial::add);
        return partial.build();
    }

    private static void least(String what, int rounds, long bytes, Work work) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        System.out.printf(Locale.ROOT, "%-30s %7.1f ms %7.0f MB/s%n", what, least / 1e6, bytes * 1e3 / least);
    }

    private static void count(Path log, byte[] buffer) throws IOException {
        long count = 0;
        try (InputStream in = Files.newInputStream(log)) {
            for (int n = in.read(buffer, 0, buffer.length - 64); n >= 0; n = in.read(buffer, 0, buffer.length - 64)) {
                count += Bytes.count(buffer, 0, n, (byte) '<');
            }
        }
        if (count == 0) {
            throw new IOException("no tags in " + log);
        }
    }

    private static void scan(Path log, byte[] buffer) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            AdifScanner scanner =
                    new AdifScanner(in, 0, AdifDialect.DEFAULT, Lengths.RECOVER, new FieldNames(List.of()), buffer);
            FieldRun run = new FieldRun();
            long tags = 0;
            do {
                scanner.cut(run);
                tags += run.count();
            } while (run.endsRecord() || scanner.next() != AdifScanner.END);
            if (tags == 0) {
                throw new IOException("no tags in " + log);
            }
        }
    }

    private static Standing standing(AwardProgram program, LogFile log, int workers)
            throws IOException, InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            ThreadLocal<SegmentReader> readers = ThreadLocal.withInitial(() -> new SegmentReader(program));
            List<Future<AwardPartial>> partials = new ArrayList<>();
            long step = Math.max(1, Math.min(16, log.blocks() / 24)) * LogFile.BLOCK;
            for (long from = 0; from < log.size(); from += step) {
                long begin = from;
                partials.add(pool.submit(() -> read(readers.get(), log, begin, begin + step)));
            }
            SegmentMerge merge = new SegmentMerge(program, List.of(log));
            for (Future<AwardPartial> partial : partials) {
                partial.get().forEach(merge::add);
            }
            return merge.standing();
        } finally {
            pool.shutdown();
        }
    }
}
