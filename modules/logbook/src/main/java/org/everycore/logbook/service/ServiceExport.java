package org.everycore.logbook.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.KeptOpen;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;

/**
 * Writes the QSOs that a service has not been told of, as it takes them.
 *
 * @param station STATION_CALLSIGN of QSOs that name none; empty to leave it so
 * @param all whether QSOs that were sent before are written too
 */
public record ServiceExport(Service service, QsoQuery query, String station, boolean all) {
    private static final int CHECK_EVERY = 1024;
    private static final int MOST_OPEN = 200;

    public ServiceExport {
        requireNonNull(service, "service is null");
        requireNonNull(query, "query is null");
        station = station.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * What was written.
     *
     * @param qsos how many QSOs
     * @param sent how many more of the query had been sent before
     * @param refused how many the service does not take, by reason
     * @param files the files written, each with its number of records; none where a stream was written
     */
    public record Written(long qsos, long sent, Map<String, Long> refused, Map<Path, Long> files) {}

    /** Told each QSO that is to go out. */
    @FunctionalInterface
    public interface Take {
        void qso(AdifRecord qso) throws IOException;
    }

    /** Writes to a stream, which is left open. POTA wants files: see {@link #toFolder}. */
    public Written to(OutputStream out, Logbook logbook, BooleanSupplier stopped) throws IOException {
        try (RecordSink sink = form().create(new KeptOpen(out), List.of(), LengthUnit.BYTES)) {
            sink.header(AdifRecord.of(List.of()));
            return each(logbook, stopped, qso -> sink.record(service.outgoing(qso)));
        }
    }

    /** A file for each station and park, named as POTA asks for it: {@code CALL@PARK-yyyymmdd.adi} with the first day. */
    public Written toFolder(Path folder, Logbook logbook, BooleanSupplier stopped) throws IOException {
        Map<String, String> days = new TreeMap<>();
        each(logbook, stopped, qso -> {
            for (String park : Parks.own(qso)) {
                days.merge(
                        key(qso, park), qso.get("QSO_DATE"), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        });
        List<String> names = List.copyOf(days.keySet());
        Map<Path, Long> files = new TreeMap<>();
        Written written = new Written(0, 0, Map.of(), files);
        // Some files a pass: whoever activated a thousand parks has more than a system opens.
        for (int from = 0; from == 0 || from < names.size(); from += MOST_OPEN) {
            try (Activations open = new Activations()) {
                for (String name : names.subList(from, Math.min(names.size(), from + MOST_OPEN))) {
                    open.begin(name, folder.resolve(name + "-" + days.get(name) + ".adi"));
                }
                Written all = each(logbook, stopped, open::record);
                open.commit(files);
                written = new Written(all.qsos(), all.sent(), all.refused(), files);
            }
        }
        return written;
    }

    /** Files of activations that are being written; none appears unless all are whole. */
    private final class Activations implements AutoCloseable {
        private final Map<String, ResultFile> files = new TreeMap<>();
        private final Map<String, RecordSink> sinks = new TreeMap<>();
        private final Map<String, Path> paths = new TreeMap<>();

        void begin(String name, Path path) throws IOException {
            ResultFile file = ResultFile.open(ResultTarget.to(path));
            files.put(name, file);
            paths.put(name, path);
            RecordSink sink = LogForm.ADI.create(new KeptOpen(file.stream()), List.of(), LengthUnit.BYTES);
            sinks.put(name, sink);
            sink.header(AdifRecord.of(List.of()));
        }

        void record(AdifRecord qso) throws IOException {
            for (String park : Parks.own(qso)) {
                RecordSink sink = sinks.get(key(qso, park));
                if (sink != null) {
                    activation(qso, park, sink);
                }
            }
        }

        void commit(Map<Path, Long> written) throws IOException {
            for (Map.Entry<String, ResultFile> file : files.entrySet()) {
                RecordSink sink = sinks.get(file.getKey());
                sink.close();
                file.getValue().commit();
                written.put(paths.get(file.getKey()), sink.written());
            }
        }

        @Override
        public void close() throws IOException {
            for (ResultFile file : files.values()) {
                file.close();
            }
        }
    }

    private static String key(AdifRecord qso, String park) {
        return qso.normal("STATION_CALLSIGN").orElse("").replace('/', '_') + "@" + park;
    }

    /** One record, or one for each park of the other station: POTA reads one park a record. */
    private void activation(AdifRecord qso, String park, RecordSink sink) throws IOException {
        AdifRecord own = service.outgoing(qso.with("MY_SIG", "POTA").with("MY_SIG_INFO", park));
        List<String> others = Parks.others(qso);
        AdifRecord plain = own.without("SIG").without("SIG_INFO");
        if (others.isEmpty()) {
            sink.record(plain);
        }
        for (String other : others) {
            sink.record(plain.with("SIG", "POTA").with("SIG_INFO", other));
        }
    }

    /**
     * Notes in the logbook that these QSOs were sent, in one transaction.
     *
     * @param day yyyymmdd
     * @return how many were marked
     */
    public long mark(Logbook logbook, String day) {
        return logbook.change(
                query,
                qso -> goes(qso) && service.refusal(ofStation(qso)).isEmpty(),
                qso -> service.marked(qso, day),
                "sent to " + service.key(),
                changed -> {});
    }

    private boolean goes(AdifRecord qso) {
        return all || service.pending(qso);
    }

    private AdifRecord ofStation(AdifRecord qso) {
        return station.isEmpty() || qso.normal("STATION_CALLSIGN").isPresent()
                ? qso
                : qso.with("STATION_CALLSIGN", station);
    }

    private LogForm form() {
        return service == Service.SOTA ? LogForm.SOTA : LogForm.ADI;
    }

    /** Hands out the QSOs that are to go out, each with the own callsign, and counts those that are not. */
    public Written each(Logbook logbook, BooleanSupplier stopped, Take take) throws IOException {
        long[] counts = new long[3];
        Map<String, Long> refused = new TreeMap<>();
        try {
            logbook.forEach(query, stored -> {
                if (++counts[2] % CHECK_EVERY == 0 && stopped.getAsBoolean()) {
                    throw new CancellationException();
                }
                AdifRecord qso = ofStation(stored.record());
                if (!goes(qso)) {
                    counts[1]++;
                    return;
                }
                String reason = service.refusal(qso).orElse(null);
                if (reason != null) {
                    refused.merge(reason, 1L, Long::sum);
                    return;
                }
                counts[0]++;
                try {
                    take.qso(qso);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Written(counts[0], counts[1], refused, Map.of());
    }
}
