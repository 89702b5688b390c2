package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.values.Inference;

/**
 * The QSOs behind the keys of awards: of each key the first few in the order of time, how many there are, and the first that confirmed it. It takes
 * keys by the plain rules of the definitions, for pages that show single QSOs. The order in which QSOs come makes no difference.
 */
public final class KeyQsos {
    private static final Set<String> PLACES = Set.of("DXCC", "CQZ", "ITUZ", "CONT");

    private final AwardProgram program;
    private final int most;
    private final PlainKeys keys;
    private final Optional<Inference> places;
    private final List<Map<String, Key>> awards = new ArrayList<>();
    private Report report = Report.NONE;

    /** A QSO as a page shows it. */
    public record Shown(int date, String time, String call, String band, String mode, String confirmedBy)
            implements Comparable<Shown> {
        private static final Comparator<Shown> ORDER = Comparator.comparingInt(Shown::date)
                .thenComparing(Shown::time)
                .thenComparing(Shown::call)
                .thenComparing(Shown::band)
                .thenComparing(Shown::mode)
                .thenComparing(Shown::confirmedBy);

        public Shown {
            requireNonNull(time, "time is null");
            requireNonNull(call, "call is null");
            requireNonNull(band, "band is null");
            requireNonNull(mode, "mode is null");
            requireNonNull(confirmedBy, "confirmedBy is null");
        }

        @Override
        public int compareTo(Shown other) {
            return ORDER.compare(this, other);
        }
    }

    /** What is known of one key. */
    public static final class Key {
        private final TreeSet<Shown> first = new TreeSet<>();
        private Shown confirmed;
        private long count;

        /** The first QSOs, by time. */
        public List<Shown> first() {
            return List.copyOf(first);
        }

        /** How many QSOs count for the key. */
        public long count() {
            return count;
        }

        /** The first QSO that confirmed it. */
        public Optional<Shown> confirmed() {
            return Optional.ofNullable(confirmed);
        }

        private void add(Shown qso, boolean confirms, int most) {
            count++;
            first.add(qso);
            if (first.size() > most) {
                first.pollLast();
            }
            if (confirms && (confirmed == null || qso.compareTo(confirmed) < 0)) {
                confirmed = qso;
            }
        }
    }

    /** @param most so many QSOs are kept of a key */
    public KeyQsos(AwardProgram program, int most) {
        this.program = program;
        this.most = most;
        this.keys = new PlainKeys(program.definitions());
        this.places = program.resolver().map(resolver -> new Inference(resolver, PLACES));
        program.definitions().forEach(any -> awards.add(new TreeMap<>()));
    }

    /** From now on QSOs come from a log with this header. */
    public void begin(AdifRecord header) {
        report = Report.of(header.normal("PROGRAMID").orElse(""));
    }

    /** Looks at an accepted QSO. */
    public void see(AdifRecord qso) {
        AdifRecord whole = places.map(known -> known.apply(qso).record()).orElse(qso);
        UnaryOperator<String> field = name -> whole.normal(name).orElse("");
        int band = Bands.of(qso);
        NormalMode mode = NormalMode.of(qso);
        EmissionGroup group = program.asLogged() ? EmissionGroup.ofMode(field.apply("MODE")) : mode.group();
        int date = Integer.parseInt(qso.get("QSO_DATE"));
        if (!isSelected(field, band, group, date)) {
            return;
        }
        int confirmedBy = confirmedBy(qso);
        Shown shown = null;
        for (int i = 0; i < awards.size(); i++) {
            AwardDefinition definition = program.definitions().get(i);
            for (String key : keys.of(i, field, date, band)) {
                if (shown == null) {
                    shown = new Shown(
                            date,
                            qso.get("TIME_ON").substring(0, 4),
                            field.apply("CALL"),
                            Bands.name(band),
                            mode.submode().isEmpty() ? mode.mode() : mode.submode(),
                            words(confirmedBy));
                }
                boolean confirms = program.needsNoQsl(definition) || (confirmedBy & program.sources(definition)) != 0;
                awards.get(i).computeIfAbsent(key, any -> new Key()).add(shown, confirms, most);
            }
        }
    }

    private boolean isSelected(UnaryOperator<String> field, int band, EmissionGroup group, int date) {
        QsoFilter filter = program.filter();
        return (filter.bands() >>> band & 1) != 0
                && (filter.groups() >>> group.index() & 1) != 0
                && date >= filter.from()
                && date <= filter.to()
                && filter.station()
                        .filter(one -> !one.equals(field.apply("STATION_CALLSIGN")))
                        .isEmpty()
                && filter.operator()
                        .filter(one -> !one.equals(field.apply("OPERATOR")))
                        .isEmpty()
                && filter.grid()
                        .filter(one -> !field.apply("MY_GRIDSQUARE").startsWith(one))
                        .isEmpty();
    }

    private int confirmedBy(AdifRecord qso) {
        int bits = report.ofRecord();
        for (Source source : Source.values()) {
            boolean yes = qso.normal(source.field())
                    .filter(status -> status.equals("Y") || status.equals("V"))
                    .isPresent();
            bits |= yes ? report.meant(source.bit()) : 0;
        }
        return bits;
    }

    private static String words(int bits) {
        return String.join(", ", Source.ofBits(bits).stream().map(Source::key).toList());
    }

    /** The keys of an award by name; empty if it was not counted. */
    public Map<String, Key> of(String award) {
        for (int i = 0; i < awards.size(); i++) {
            if (program.definitions().get(i).name().equals(award)) {
                return awards.get(i);
            }
        }
        return Map.of();
    }
}
