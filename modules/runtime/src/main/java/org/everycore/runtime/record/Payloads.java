package org.everycore.runtime.record;

import java.io.IOException;

/** Makes bytes fit to travel or to be kept: short ones as they are, others in the blob store. Calls may block. */
public interface Payloads {
    /** For a process that runs alone, where nothing travels. */
    Payloads NONE = new Payloads() {
        @Override
        public Payload payload(byte[] bytes) {
            throw new IllegalStateException("nothing is kept here");
        }

        @Override
        public byte[] bytes(Payload payload) {
            return ((Payload.Inline) payload).bytes();
        }
    };

    /** Inline when short, else in the blob store. */
    Payload payload(byte[] bytes) throws IOException;

    /** The bytes behind a payload. */
    byte[] bytes(Payload payload) throws IOException;
}
