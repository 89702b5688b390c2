package org.everycore.radio.convert;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/**
 * Sorts records stably in bounded memory: sorted runs of so many records go to files, which one pass merges. Runs are
 * deleted at the end, whatever happens.
 */
public final class ExternalSort {
    /** Records held at a time unless said otherwise: some 100 MB. */
    public static final int HELD = 100_000;

    /** A run ends early when its values hold so many characters. */
    private static final long MOST_CHARACTERS = 32 << 20;

    private final Comparator<AdifRecord> order;
    private final int held;

    public ExternalSort(Comparator<AdifRecord> order, int held) {
        if (held < 1) {
            throw new ConvertException("at least one record is held at a time, not " + held);
        }
        this.order = order;
        this.held = held;
    }

    /** Writes the source's records to the sink in order; gives how many. */
    public long sort(RecordSource from, RecordSink to) throws IOException {
        List<Path> runs = new ArrayList<>();
        try {
            List<AdifRecord> batch = new ArrayList<>();
            long characters = 0;
            while (from.hasNext()) {
                AdifRecord record = from.next();
                batch.add(record);
                characters += characters(record);
                if ((batch.size() == held || characters >= MOST_CHARACTERS) && from.hasNext()) {
                    batch.sort(order);
                    runs.add(write(batch));
                    batch.clear();
                    characters = 0;
                }
            }
            batch.sort(order);
            return merge(runs, batch, to);
        } finally {
            for (Path run : runs) {
                Files.deleteIfExists(run);
            }
        }
    }

    private static long characters(AdifRecord record) {
        long sum = 0;
        for (AdifField field : record.fields()) {
            sum += field.value().length();
        }
        return sum;
    }

    private static Path write(List<AdifRecord> records) throws IOException {
        Path run = Files.createTempFile("everycore-sort", ".run");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
            for (AdifRecord record : records) {
                out.writeInt(record.fields().size());
                for (AdifField field : record.fields()) {
                    text(out, field.name());
                    out.writeChar(field.type());
                    text(out, field.value());
                }
            }
        }
        return run;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The next record of a run; of equal ones the earlier run's comes first, which keeps the sort stable. */
    private static final class Run implements AutoCloseable {
        private final int number;
        private final DataInputStream in;
        private AdifRecord head;

        Run(int number, Path file) throws IOException {
            this.number = number;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 15));
            advance();
        }

        void advance() throws IOException {
            int count;
            try {
                count = in.readInt();
            } catch (EOFException e) {
                head = null;
                return;
            }
            List<AdifField> fields = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String name = text(in);
                char type = in.readChar();
                fields.add(new AdifField(name, type, text(in)));
            }
            head = AdifRecord.of(fields);
        }

        private static String text(DataInputStream in) throws IOException {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private long merge(List<Path> files, List<AdifRecord> last, RecordSink to) throws IOException {
        List<Run> runs = new ArrayList<>();
        try {
            for (Path file : files) {
                runs.add(new Run(runs.size(), file));
            }
            var queue = new PriorityQueue<Run>(
                    Math.max(1, runs.size()),
                    Comparator.<Run, AdifRecord>comparing(r -> r.head, order).thenComparingInt(r -> r.number));
            queue.addAll(runs);
            long written = 0;
            int at = 0;
            while (!queue.isEmpty() || at < last.size()) {
                boolean fromRun =
                        !queue.isEmpty() && (at == last.size() || order.compare(queue.peek().head, last.get(at)) <= 0);
                if (fromRun) {
                    Run run = queue.remove();
                    to.record(run.head);
                    run.advance();
                    if (run.head != null) {
                        queue.add(run);
                    }
                } else {
                    to.record(last.get(at++));
                }
                written++;
            }
            return written;
        } finally {
            for (Run run : runs) {
                run.close();
            }
        }
    }
}
