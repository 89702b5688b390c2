package org.everycore.radio.convert;

import java.io.Closeable;
import java.io.IOException;
import org.everycore.radio.adif.AdifRecord;

/** A log being written. Closing it completes it and closes the stream below. */
public interface RecordSink extends Closeable {
    /** Called once, before the first record. */
    void header(AdifRecord header) throws IOException;

    void record(AdifRecord record) throws IOException;

    /** Records written so far. */
    long written();
}
