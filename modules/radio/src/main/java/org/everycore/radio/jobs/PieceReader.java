package org.everycore.radio.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.everycore.jobs.ChunkContext;
import org.everycore.radio.adif.AdifDialect;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.AdxWriter;
import org.everycore.radio.adif.DialectDetector;
import org.everycore.radio.adif.LogFile;

/** Reads stretches of logs and writes the selected records in the job's form. */
final class PieceReader {
    private final ConvertSpec spec;
    private final AdifRecord header;
    private final Map<Integer, AdifDialect> dialects = new HashMap<>();

    /** @param header tells about user-defined fields */
    PieceReader(ConvertSpec spec, AdifRecord header) {
        this.spec = spec;
        this.header = header;
    }

    /** @param exactStart where a record is known to begin, or -1 to guess */
    ConvertPartial.Piece read(int number, LogFile log, long from, long to, long exactStart, ChunkContext context)
            throws IOException {
        boolean exact = exactStart >= 0;
        long start = exact ? exactStart : from;
        AdifDialect dialect = dialect(number, log);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = log.openFrom(start);
                AdifReader reader = AdifReader.range(in, dialect, start, to, exact, spec.rules(), problem -> {})) {
            if (reader.begin() < 0) {
                return new ConvertPartial.Piece(number, from, to, -1, -1, -1, 0, 0, new byte[0]);
            }
            long written = copy(reader, bytes, context);
            return new ConvertPartial.Piece(
                    number,
                    from,
                    to,
                    reader.begin(),
                    reader.lastEor(),
                    reader.end(),
                    written,
                    reader.records() - reader.accepted(),
                    bytes.toByteArray());
        }
    }

    /** Writes what is selected of all that the reader has; the output stays open. Gives the number of records written. */
    long copy(AdifReader reader, OutputStream out, ChunkContext context) throws IOException {
        long written = 0;
        AdifWriter adi = spec.adx() ? null : new AdifWriter(out, spec.unit());
        AdxWriter adx = spec.adx() ? new AdxWriter(out) : null;
        if (adx != null) {
            adx.userDefined(header);
        }
        while (reader.hasNext()) {
            AdifRecord record = reader.next();
            context.checkCancelled();
            if (!spec.selects(record)) {
                continue;
            }
            written++;
            if (adx != null) {
                adx.record(record);
            } else {
                adi.record(record);
            }
        }
        if (adx != null) {
            adx.flush();
        } else {
            adi.flush();
        }
        return written;
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
