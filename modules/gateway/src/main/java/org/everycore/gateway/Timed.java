package org.everycore.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Takes the time of every call of a port, by its name and whether it went well; a call that gives a stage until that is done. */
final class Timed {
    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private Timed() {}

    static <T> T calls(Class<T> port, T target, String metric, MeterRegistry registry) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    long began = System.nanoTime();
                    try {
                        Object answer = method.invoke(target, arguments);
                        if (answer instanceof CompletionStage<?> stage) {
                            stage.whenComplete(
                                    (done, failure) -> note(registry, metric, method.getName(), failure, began));
                        } else {
                            note(registry, metric, method.getName(), null, began);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        note(registry, metric, method.getName(), e.getCause(), began);
                        throw e.getCause();
                    }
                }));
    }

    private static void note(MeterRegistry registry, String metric, String call, Throwable failure, long began) {
        Timer.builder(metric)
                .tag("call", call)
                .tag("outcome", failure == null ? "good" : "failed")
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - began));
    }
}
