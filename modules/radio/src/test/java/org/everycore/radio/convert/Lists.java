package org.everycore.radio.convert;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.everycore.radio.adif.AdifRecord;

/** Sources and sinks over lists. */
final class Lists {
    private Lists() {}

    static RecordSource source(List<AdifRecord> records) {
        Iterator<AdifRecord> each = records.iterator();
        return new RecordSource() {
            @Override
            public AdifRecord header() {
                return AdifRecord.of(List.of());
            }

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public AdifRecord next() {
                return each.next();
            }

            @Override
            public void close() {}
        };
    }

    static final class Sink implements RecordSink {
        final List<AdifRecord> records = new ArrayList<>();

        @Override
        public void header(AdifRecord header) {}

        @Override
        public void record(AdifRecord record) {
            records.add(record);
        }

        @Override
        public long written() {
            return records.size();
        }

        @Override
        public void close() {}
    }
}
