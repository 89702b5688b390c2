package demo;

import java.util.*;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.strategy.*;

public final class HalfStrategy implements StrategyProvider, Strategy {
    public List<Strategy> strategies() { return List.of(this); }
    public String id() { return "half"; }
    public String summary() { return "half of the cores"; }
    public Kernel kernel() { return Kernel.BLOCKED; }
    public Reach reach() { return Reach.NODE; }
    public int maxWorkers(Resources resources) { return Math.max(1, resources.localWorkers() / 2); }
    public Optional<String> obstacle(Resources resources) { return Optional.empty(); }
    public Optional<String> fallback() { return Optional.of("sequential"); }
}
