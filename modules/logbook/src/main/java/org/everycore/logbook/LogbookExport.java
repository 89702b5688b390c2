package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.KeptOpen;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;

/**
 * Writes what a query asks for of a logbook as a log of one form, with all fields, in order of time. ADI is written by
 * several readers, each with a stretch of time; the other forms record by record.
 *
 * @param columns the fields that CSV writes; none: every field that occurs, which a first pass finds out
 */
public record LogbookExport(QsoQuery query, LogForm form, LengthUnit unit, List<String> columns) {
    private static final List<String> EMPTY_COLUMNS = List.of("CALL", "QSO_DATE", "TIME_ON", "BAND", "MODE");
    private static final int CHECK_EVERY = 1024;

    public LogbookExport {
        requireNonNull(query, "query is null");
        requireNonNull(form, "form is null");
        requireNonNull(unit, "unit is null");
        columns = List.copyOf(columns);
    }

    /**
     * Writes to a stream, which is left open.
     *
     * @param stopped asked from time to time; true ends the export
     * @return how many QSOs were written
     * @throws CancellationException when it was stopped
     */
    public long write(Logbook logbook, OutputStream out, BooleanSupplier stopped) throws IOException {
        if (form == LogForm.ADI) {
            AdifWriter head = new AdifWriter(out, unit);
            head.header();
            head.flush();
            return new OrderedRead(logbook, query, unit, stopped).writeTo(out);
        }
        List<String> names = form == LogForm.CSV && columns.isEmpty() ? occurring(logbook, stopped) : columns;
        try (RecordSink sink = form.create(new KeptOpen(out), names, unit)) {
            sink.header(AdifRecord.of(List.of()));
            each(logbook, stopped, sink::record);
            return sink.written();
        }
    }

    private List<String> occurring(Logbook logbook, BooleanSupplier stopped) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        each(logbook, stopped, record -> {
            for (AdifField field : record.fields()) {
                names.add(field.name());
            }
        });
        return names.isEmpty() ? EMPTY_COLUMNS : List.copyOf(names);
    }

    private interface Action {
        void take(AdifRecord record) throws IOException;
    }

    private void each(Logbook logbook, BooleanSupplier stopped, Action action) throws IOException {
        long[] count = {0};
        try {
            logbook.forEach(query, qso -> {
                if (++count[0] % CHECK_EVERY == 0 && stopped.getAsBoolean()) {
                    throw new CancellationException();
                }
                try {
                    action.take(qso.record());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
