package org.everycore.cluster.remote;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Refuses nodes that speak another protocol or know other message types. */
public final class WireTableChecker extends JoinConfigCompatChecker {
    static final String TABLE = "everycore.wire.table";
    static final String VERSION = "everycore.wire.version";

    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(List.of(TABLE, VERSION)).toSeq();
    }

    @Override
    public ConfigValidation check(Config toCheck, Config actual) {
        return JoinConfigCompatChecker.fullMatch(requiredKeys(), toCheck, actual);
    }
}
