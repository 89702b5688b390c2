package org.everycore.gateway;

import java.util.Optional;
import org.everycore.runtime.record.StoredJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who makes a request, as far as the gateway knows, and what he may see: his own jobs, or everybody's. What he changes is written
 * to the log {@code everycore.audit}, one line each, with his name and address.
 *
 * @param bearer empty where no token was needed
 * @param from the address
 */
record Caller(Optional<Tokens.Bearer> bearer, String from) {
    private static final Logger AUDIT = LoggerFactory.getLogger("everycore.audit");
    private static final String ANYBODY = "local";

    String name() {
        return bearer.map(Tokens.Bearer::name).orElse(ANYBODY);
    }

    /** Whose jobs he may see; empty for everybody's. */
    Optional<String> owner() {
        return bearer.filter(who -> !who.scopes().contains(Scope.ADMIN)).map(Tokens.Bearer::name);
    }

    /** Whether a job is one that he may see. */
    boolean sees(StoredJob job) {
        return owner().map(job.job().submittedBy()::equals).orElse(true);
    }

    /** Notes what he did. */
    void did(String action, String what, Object value) {
        AUDIT.atInfo()
                .addKeyValue("by", name())
                .addKeyValue("from", from)
                .addKeyValue(what, value)
                .log("{} {} by {} from {}", action, value, name(), from);
    }
}
