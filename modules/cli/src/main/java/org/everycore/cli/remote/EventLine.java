package org.everycore.cli.remote;

import org.everycore.client.FollowedEvent;
import org.everycore.jobs.api.EndDocument;
import org.everycore.jobs.api.EventDocument;
import org.everycore.jobs.api.LogDocument;
import org.everycore.jobs.api.ProgressDocument;
import org.everycore.jobs.api.StateDocument;

/** One line for one event of a job. */
final class EventLine {
    private EventLine() {}

    static String of(FollowedEvent event) {
        return (event.data().at() + " " + what(event.data())).strip().replaceAll("\\p{Cntrl}", " ");
    }

    private static String what(EventDocument data) {
        if (data instanceof StateDocument changed) {
            return changed.state().label();
        }
        if (data instanceof ProgressDocument progress) {
            return progress.unitsDone() + "/" + progress.units() + " " + progress.unit() + ", " + progress.chunksDone()
                    + "/" + progress.chunks() + " chunks";
        }
        if (data instanceof LogDocument line) {
            return line.level() + ": " + line.message();
        }
        if (data instanceof EndDocument end) {
            return end.state().label() + (end.error() == null ? "" : ": " + end.error());
        }
        return data.event();
    }
}
