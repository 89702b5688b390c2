package org.everycore.jobs.strategy;

import java.util.List;

/** Adds strategies to those built in; found by {@link java.util.ServiceLoader}. */
public interface StrategyProvider {
    List<Strategy> strategies();
}
