package org.everycore.radio.award;

import java.io.IOException;
import java.io.InputStream;
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
import org.everycore.radio.adif.FieldNames;

/** Measures scanning alone and whole standings on a log: {@code AwardsSpeed LOG [rounds]}. Started by hand. */
final class AwardsSpeed {
    private AwardsSpeed() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path log = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        long size = Files.size(log);
        byte[] buffer = AdifScanner.newBuffer();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long fields = scan(log, buffer);
            report("scan, 1 core, " + fields + " fields", size, start);
        }
        for (int round = 0; round < rounds; round++) {
            for (int workers = 1; workers <= 2; workers++) {
                long start = System.nanoTime();
                long[] merging = new long[1];
                Standing standing = standing(log, workers, merging);
                report(
                        "standing of " + standing.counts.qsos + " QSOs, " + workers + " workers, merging "
                                + merging[0] / 1_000_000 + " ms",
                        size,
                        start);
                long json = System.nanoTime();
                AwardsSpec spec = Awards.spec(log, "{\"entity\": \"field\"}");
                new AwardsJson(spec.program(Inputs.LOCAL), false).document(List.of("log"), standing);
                report("document", size, json);
            }
        }
    }

    private static long scan(Path log, byte[] buffer) throws IOException {
        long fields = 0;
        try (InputStream in = new FileInput(log, 0)) {
            AdifScanner scanner = new AdifScanner(in, 0, AdifDialect.DEFAULT, new FieldNames(List.of()), buffer);
            for (int kind = scanner.next(); kind != AdifScanner.END; kind = scanner.next()) {
                fields++;
            }
        }
        return fields;
    }

    private static Standing standing(Path path, int workers, long[] merging)
            throws IOException, InterruptedException, ExecutionException {
        AwardsSpec spec = Awards.spec(path, "{\"entity\": \"field\"}");
        AwardProgram program = spec.program(Inputs.LOCAL);
        LogFile log = spec.open(Inputs.LOCAL).get(0);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            ThreadLocal<SegmentReader> readers = ThreadLocal.withInitial(() -> new SegmentReader(program));
            List<Future<Segment>> segments = new ArrayList<>();
            long step = Math.max(1, Math.min(16, log.blocks() / 24)) * LogFile.BLOCK;
            for (long from = 0; from < log.size(); from += step) {
                long begin = from;
                segments.add(pool.submit(
                        () -> readers.get().read(0, log, begin, begin + step, begin == 0 ? 0 : -1, n -> {})));
            }
            SegmentMerge merge = new SegmentMerge(program, List.of(log), (int) Math.min(4_000_000, log.size() / 240));
            for (Future<Segment> segment : segments) {
                Segment got = segment.get();
                long start = System.nanoTime();
                merge.add(got);
                merging[0] += System.nanoTime() - start;
            }
            return merge.standing();
        } finally {
            pool.shutdown();
        }
    }

    private static void report(String what, long bytes, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-70s %6.3f s %7.0f MB/s%n", what, seconds, bytes / 1e6 / seconds);
    }
}
