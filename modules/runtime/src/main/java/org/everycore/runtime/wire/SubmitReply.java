package org.everycore.runtime.wire;

import java.util.Objects;
import org.everycore.jobs.JobId;
import org.everycore.jobs.SpecException;

/** The answer to a submission. */
public sealed interface SubmitReply {
    /** The job is kept; {@code isNew} is false when it was before. */
    record Accepted(JobId job, boolean isNew) implements SubmitReply {}

    /** The job is not taken. */
    record Refused(Reason reason, String field, String message) implements SubmitReply {
        public Refused {
            Objects.requireNonNull(reason, "reason is null");
            Objects.requireNonNull(field, "field is null");
            Objects.requireNonNull(message, "message is null");
        }

        public static Refused of(Reason reason, String message) {
            return new Refused(reason, "", message);
        }

        public static Refused of(SpecException e) {
            return new Refused(Reason.SPEC, e.field(), e.getMessage());
        }

        /** The complaint about the request as the planner made it. */
        public SpecException asSpecException() {
            int colon = message.indexOf(": ");
            String equals = field + " = ";
            if (message.startsWith(equals) && colon > 0) {
                return new SpecException(
                        field, message.substring(equals.length(), colon), message.substring(colon + 2));
            }
            return message.startsWith(field + ": ")
                    ? new SpecException(field, message.substring(field.length() + 2))
                    : new SpecException("", message);
        }
    }

    /** Sorts of refusal. */
    enum Reason {
        /** The request cannot be used. */
        SPEC,
        /** Another job has this id. */
        CONFLICT,
        /** Too many jobs wait. */
        BUSY,
        /** The job could not be kept or planned for a reason that may pass. */
        UNAVAILABLE
    }
}
