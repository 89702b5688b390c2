package org.everycore.radio.convert;

import java.io.Closeable;
import java.util.Iterator;
import org.everycore.radio.adif.AdifRecord;

/** The records of a log one by one, none held longer than its reader holds it. */
public interface RecordSource extends Iterator<AdifRecord>, Closeable {
    /** What the log says about itself as ADIF header fields; empty where its form has none. */
    AdifRecord header();
}
