package org.everycore.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.everycore.runtime.schedule.Ticker;

/** A time that passes when a test says so: the timers of actors, and what they decide by. */
public final class VirtualTime implements Ticker {
    /** Messages between actors take real time; on a busy machine they get much of it. */
    public static final Config CONFIG = ConfigFactory.parseString(
                    "pekko.actor.testkit.typed { single-expect-default = 20s, default-timeout = 20s }")
            .withFallback(ManualTime.config())
            .withFallback(ConfigFactory.parseResources("everycore-local.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();

    private static final Duration STEP = Duration.ofSeconds(1);

    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofDays(1));
    private final ManualTime timers;

    public VirtualTime(ActorTestKit kit) {
        timers = ManualTime.get(kit.system());
    }

    @Override
    public Duration now() {
        return now.get();
    }

    /** @param settle waits until the actors have dealt with what a step set off, so that their next timers are set */
    public void pass(Duration time, Runnable settle) {
        for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(STEP)) {
            now.updateAndGet(before -> before.plus(STEP));
            timers.timePasses(STEP);
            settle.run();
        }
    }
}
