package org.everycore.radio.convert;

import java.io.IOException;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;

/** An ADI or ADX log as a source. */
public record AdifSource(AdifReader reader) implements RecordSource {
    @Override
    public AdifRecord header() {
        return reader.header();
    }

    @Override
    public boolean hasNext() {
        return reader.hasNext();
    }

    @Override
    public AdifRecord next() {
        return reader.next();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
