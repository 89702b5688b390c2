package org.everycore.cli.adif;

import java.io.Closeable;
import java.io.IOException;
import org.everycore.radio.adif.AdifRecord;

/** Where records go: one format written to one stream. Closing ends the document, not the stream. */
interface RecordSink extends Closeable {
    void record(AdifRecord record) throws IOException;
}
