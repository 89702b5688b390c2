package org.everycore.radio.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/** Reads JSON objects one after the other, from field name to text or number; null is no field. */
final class JsonLinesSource implements RecordSource {
    private final JsonParser parser;
    private AdifRecord ready;
    private boolean done;

    JsonLinesSource(InputStream in) throws IOException {
        parser = Json.mapper().getFactory().createParser(in);
    }

    @Override
    public AdifRecord header() {
        return AdifRecord.of(List.of());
    }

    @Override
    public boolean hasNext() {
        if (ready == null && !done) {
            try {
                read();
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new ConvertException(
                        place()
                                + (e instanceof JsonProcessingException json
                                        ? json.getOriginalMessage()
                                        : e.getMessage()),
                        e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ready != null;
    }

    private void read() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            done = true;
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new ConvertException(place() + "a record is an object, not " + token.asString());
        }
        List<AdifField> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                throw new ConvertException(place() + "field " + name + " holds a list or an object");
            }
            if (value != JsonToken.VALUE_NULL) {
                fields.add(new AdifField(name, parser.getText()));
            }
        }
        ready = AdifRecord.of(fields);
    }

    private String place() {
        return "line " + parser.currentTokenLocation().getLineNr() + ": ";
    }

    @Override
    public AdifRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log has no further record");
        }
        AdifRecord record = ready;
        ready = null;
        return record;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
