package org.everycore.training.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.everycore.jobs.SpecException;
import org.everycore.training.random.FastNormals;

/**
 * The values of one setting: a list, or a range {@code {"from": 1e-4, "to": 1e-2, "log": true, "steps": 5}}, of which a grid takes
 * {@code steps} values and a random sweep any. A range whose ends are written as whole numbers gives whole numbers.
 */
final class Values {
    private final String name;
    private final List<JsonNode> listed;
    private final double from;
    private final double to;
    private final boolean log;
    private final boolean whole;
    private final int steps;

    Values(String name, JsonNode node) {
        this.name = name;
        if (node != null && node.isArray() && !node.isEmpty()) {
            this.listed = new ArrayList<>();
            node.forEach(listed::add);
            this.from = this.to = 0;
            this.log = this.whole = false;
            this.steps = listed.size();
            return;
        }
        if (node == null || !node.isObject()) {
            throw new SpecException("over." + name, node, "must be a list of values, or a range with from and to");
        }
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!List.of("from", "to", "log", "steps").contains(key)) {
                throw new SpecException("over." + name + "." + key, "is none of from, to, log, steps");
            }
        }
        this.listed = null;
        this.log = node.path("log").asBoolean(false);
        this.from = number(node, "from");
        this.to = number(node, "to");
        this.whole = node.get("from").isIntegralNumber() && node.get("to").isIntegralNumber();
        this.steps = node.path("steps").asInt(0);
        if (!(from < to) || log && from <= 0) {
            throw new SpecException("over." + name, node, "must go upwards, and from above 0 where it is log");
        }
    }

    private double number(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new SpecException("over." + name + "." + key, value, "must be a number");
        }
        return value.asDouble();
    }

    /** How many a grid takes. */
    int size() {
        return steps;
    }

    List<JsonNode> grid() {
        if (listed != null) {
            return listed;
        }
        if (steps < 2 || steps > 100_000) {
            throw new SpecException("over." + name + ".steps", steps, "a grid takes 2 to 100000 values of a range");
        }
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            JsonNode one = at((double) i / (steps - 1));
            if (!all.contains(one)) {
                all.add(one);
            }
        }
        return all;
    }

    JsonNode draw(FastNormals random) {
        return listed != null ? listed.get(random.nextInt(listed.size())) : at(random.nextDouble());
    }

    private JsonNode at(double share) {
        double value = share == 0
                ? from
                : share == 1
                        ? to
                        : log
                                ? StrictMath.exp(
                                        StrictMath.log(from) + share * (StrictMath.log(to) - StrictMath.log(from)))
                                : from + share * (to - from);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return whole ? nodes.numberNode(Math.round(value)) : nodes.numberNode(value);
    }
}
