package org.everycore.runtime.wire;

import java.util.Objects;
import org.everycore.runtime.record.Payload;

/** The partial result of a chunk on its way to be merged. */
public sealed interface Partial {
    /** The object itself: worker and merger share a process. It never crosses to another node. */
    record Local(Object value) implements Partial {
        public Local {
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** Its bytes, or where they are. */
    record Encoded(Payload payload) implements Partial {
        public Encoded {
            Objects.requireNonNull(payload, "payload is null");
        }
    }

    /** In the job store, from an earlier life of the supervisor. */
    record Kept() implements Partial {}
}
