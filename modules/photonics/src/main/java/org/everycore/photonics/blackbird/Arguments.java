package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call: values by position, then values by name, each with where it stands.
 *
 * @param name the name of what is called
 */
record Arguments(Token name, List<Placed> positional, Map<String, Placed> named) {
    record Placed(Token at, Value value) {
        double real(String what) {
            if (value instanceof Value.Scalar number && number.im() == 0) {
                return number.re();
            }
            throw at.error(what + " is " + value.kind() + ", must be a real number");
        }
    }

    /** Reads {@code (value, ..., name = value, ...)}, or nothing when no bracket stands next. */
    static Arguments read(Token name, Expressions line) {
        List<Placed> positional = new ArrayList<>();
        Map<String, Placed> named = new LinkedHashMap<>();
        if (line.take("(") && !line.take(")")) {
            do {
                Token start = line.peek();
                if (line.keywordNext()) {
                    line.next();
                    line.expect("=");
                    if (named.put(start.text(), placed(line)) != null) {
                        throw start.error("'" + start.text() + "' is given twice");
                    }
                } else if (named.isEmpty()) {
                    positional.add(placed(line));
                } else {
                    throw start.error("a value without a name after values with names");
                }
            } while (line.take(","));
            line.expect(")");
        }
        return new Arguments(name, positional, named);
    }

    private static Placed placed(Expressions line) {
        Token at = line.peek();
        if (at.is("None")) {
            throw at.error("None is not supported: leave the argument out");
        }
        return new Placed(at, line.measuredNext() ? line.measured() : line.value());
    }

    /** Takes the argument out by its position or name; null when it is not there. */
    Placed take(int position, String key) {
        Placed byName = named.remove(key);
        if (position < positional.size()) {
            if (byName != null) {
                throw byName.at().error("'" + key + "' is given twice");
            }
            return positional.get(position);
        }
        return byName;
    }

    /** Complains of what nobody took. */
    void requireNoMore(int positions) {
        if (positional.size() > positions) {
            throw positional
                    .get(positions)
                    .at()
                    .error(name.text() + " takes " + positions + " arguments, not " + positional.size());
        }
        for (Map.Entry<String, Placed> left : named.entrySet()) {
            throw left.getValue().at().error(name.text() + " has no argument '" + left.getKey() + "'");
        }
    }
}
