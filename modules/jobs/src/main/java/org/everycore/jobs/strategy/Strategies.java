package org.everycore.jobs.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Cost;

/** The strategies that this process knows, by name, and the walk down their fallbacks. */
public final class Strategies {
    /** The name that asks for a choice. */
    public static final String AUTO = "auto";

    private final Map<String, Strategy> byId = new LinkedHashMap<>();

    private Strategies(Iterable<? extends Strategy> strategies) {
        for (Strategy strategy : strategies) {
            if (strategy.id().equals(AUTO) || byId.put(strategy.id(), strategy) != null) {
                throw new IllegalStateException("strategy " + strategy.id() + " is there twice");
            }
        }
    }

    /** Those built in and those of every {@link StrategyProvider} that the loader finds. */
    public static Strategies load(ClassLoader loader) {
        List<Strategy> all = new ArrayList<>(List.of(BuiltInStrategy.values()));
        ServiceLoader.load(StrategyProvider.class, loader).forEach(provider -> all.addAll(provider.strategies()));
        return new Strategies(all);
    }

    public static Strategies load() {
        return load(Strategies.class.getClassLoader());
    }

    public Collection<Strategy> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    public Strategy get(String id) {
        Strategy strategy = byId.get(id);
        if (strategy == null) {
            throw new SpecException(
                    "strategy", id, "is not a known strategy; known: auto, " + String.join(", ", byId.keySet()));
        }
        return strategy;
    }

    /**
     * The first strategy, from the wanted one down its fallbacks, that can run with these resources and whose kernel the job
     * offers.
     *
     * @throws SpecException when none can
     */
    public Settled settle(String wanted, Cost cost, Resources resources) {
        List<Fallback> fallbacks = new ArrayList<>();
        Strategy strategy = get(wanted);
        while (true) {
            Optional<String> obstacle = cost.on(strategy.kernel()).isEmpty()
                    ? Optional.of("this kind has no " + strategy.kernel().label() + " kernel")
                    : strategy.obstacle(resources);
            if (obstacle.isEmpty()) {
                return new Settled(strategy, fallbacks);
            }
            if (strategy.fallback().isEmpty() || fallbacks.size() > byId.size()) {
                throw new SpecException("strategy", wanted, "cannot run: " + obstacle.get());
            }
            Strategy next = get(strategy.fallback().get());
            fallbacks.add(new Fallback(strategy.id(), next.id(), obstacle.get()));
            strategy = next;
        }
    }

    /** A strategy that can run and the steps that led to it. */
    public record Settled(Strategy strategy, List<Fallback> fallbacks) {
        public Settled {
            fallbacks = List.copyOf(fallbacks);
        }
    }
}
