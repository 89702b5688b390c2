package org.everycore.logbook.live;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.logbook.Added;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.LogbookException;
import org.everycore.logbook.QsoKey;
import org.everycore.logbook.QsoQuery;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/**
 * Stores what programs tell in a logbook. A QSO that is there already (WSJT-X tells each twice, in two forms) is completed and
 * not doubled. Only the QSO that carries the program's own number of it is changed or removed. Not thread-safe.
 */
public final class LiveLog {
    private final Logbook logbook;

    public LiveLog(Logbook logbook) {
        this.logbook = requireNonNull(logbook, "logbook is null");
    }

    /** Reads and stores datagrams in their order; new QSOs that stand together share a transaction. */
    public List<LiveOutcome> take(List<byte[]> datagrams) {
        List<LiveOutcome> outcomes = new ArrayList<>();
        List<LiveEvent.Logged> fresh = new ArrayList<>();
        for (byte[] datagram : datagrams) {
            List<LiveEvent> events;
            try {
                events = Datagrams.read(datagram);
            } catch (DatagramException e) {
                store(fresh, outcomes);
                outcomes.add(LiveOutcome.refused("", Optional.empty(), e.getMessage()));
                continue;
            }
            for (LiveEvent event : events) {
                if (event instanceof LiveEvent.Logged logged) {
                    fresh.add(logged);
                } else {
                    store(fresh, outcomes);
                    outcomes.add(apply(event));
                }
            }
        }
        store(fresh, outcomes);
        return outcomes;
    }

    private void store(List<LiveEvent.Logged> fresh, List<LiveOutcome> outcomes) {
        List<LiveEvent.Logged> sound = new ArrayList<>(fresh.size());
        for (LiveEvent.Logged logged : fresh) {
            try {
                requireNonNull(QsoKey.of(logged.qso()), "no key");
                sound.add(logged);
            } catch (LogbookException e) {
                outcomes.add(LiveOutcome.refused(logged.program(), Optional.of(logged.qso()), e.getMessage()));
            }
        }
        fresh.clear();
        List<Added> added =
                logbook.addAll(sound.stream().map(LiveEvent.Logged::qso).toList());
        for (int i = 0; i < added.size(); i++) {
            outcomes.add(
                    outcome(added.get(i), sound.get(i).program(), sound.get(i).qso()));
        }
    }

    private LiveOutcome apply(LiveEvent event) {
        if (event instanceof LiveEvent.Changed changed) {
            return change(changed);
        }
        LiveEvent.Deleted deleted = (LiveEvent.Deleted) event;
        Optional<StoredQso> was = find(deleted.was());
        if (was.isEmpty()) {
            return LiveOutcome.refused(
                    deleted.program(),
                    Optional.empty(),
                    "it removed a QSO with " + deleted.was().call() + " that the logbook does not have from it");
        }
        logbook.remove(was.get().id());
        return LiveOutcome.of(
                LiveOutcome.Kind.REMOVED, deleted.program(), was.get().record());
    }

    /** What the program changed is changed; what others know of the QSO, such as its confirmations, stays. */
    private LiveOutcome change(LiveEvent.Changed changed) {
        Optional<StoredQso> was = find(changed.was());
        try {
            if (was.isEmpty()) {
                return outcome(logbook.add(changed.qso()), changed.program(), changed.qso());
            }
            AdifRecord now = was.get().record();
            for (AdifField field : changed.qso().fields()) {
                now = now.with(field.name(), field.value());
            }
            if (now.equals(was.get().record())) {
                return LiveOutcome.of(LiveOutcome.Kind.KNOWN, changed.program(), now);
            }
            logbook.edit(was.get().id(), now);
            return LiveOutcome.of(LiveOutcome.Kind.CHANGED, changed.program(), now);
        } catch (LogbookException e) {
            return LiveOutcome.refused(changed.program(), Optional.of(changed.qso()), e.getMessage());
        }
    }

    private static LiveOutcome outcome(Added added, String program, AdifRecord qso) {
        LiveOutcome.Kind kind =
                switch (added) {
                    case NEW -> LiveOutcome.Kind.ADDED;
                    case MERGED -> LiveOutcome.Kind.COMPLETED;
                    case DUPLICATE -> LiveOutcome.Kind.KNOWN;
                };
        return LiveOutcome.of(kind, program, qso);
    }

    private Optional<StoredQso> find(LiveEvent.Reference reference) {
        if (reference.id().isEmpty()
                || reference.call().isEmpty()
                || reference.call().matches(".*[*?].*")) {
            return Optional.empty();
        }
        QsoQuery query = QsoQuery.ALL.withCall(reference.call());
        if (reference.day() > 0) {
            query = query.withDays(reference.day(), reference.day());
        }
        return logbook.search(query).stream()
                .filter(qso -> reference.id().equals(qso.record().get(reference.field())))
                .findFirst();
    }
}
