package org.everycore.radio.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;

/** Writes a JSON object a line, from field name to text, in the record's order. */
final class JsonLinesSink implements RecordSink {
    private final JsonGenerator json;
    private long written;

    JsonLinesSink(OutputStream out) {
        try {
            json = Json.mapper().getFactory().createGenerator(out);
        } catch (IOException e) {
            throw new ConvertException("JSON cannot be written: " + e.getMessage(), e);
        }
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void header(AdifRecord header) {}

    @Override
    public void record(AdifRecord record) throws IOException {
        json.writeStartObject();
        for (AdifField field : NormalMode.written(record).fields()) {
            json.writeStringField(field.name(), field.value());
        }
        json.writeEndObject();
        written++;
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        if (written > 0) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
