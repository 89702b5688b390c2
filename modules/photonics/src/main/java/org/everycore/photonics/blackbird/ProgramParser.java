package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.everycore.photonics.blackbird.Token.Kind;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;

/** Runs a program's lines: declarations fill the scope, statements append operations, loops run their body again. */
final class ProgramParser {
    /** Statements executed, so that loops cannot fill the heap. */
    static final int MAX_OPERATIONS = 1_000_000;

    /** Words read in all runs of all loops. */
    private static final long MAX_WORK = 50_000_000;

    private static final Set<String> TYPES = Set.of("int", "float", "complex", "str", "bool", "array");

    private final List<Line> lines;
    private final Scope scope;
    private final List<Operation> operations = new ArrayList<>();
    /** Options of a target that say how large things are, and how large they may be. */
    private static final Map<String, Integer> LIMITS =
            Map.of("cutoff_dim", Circuit.MAX_CUTOFF, "num_subsystems", Circuit.MAX_MODES, "shots", Integer.MAX_VALUE);

    private final Map<String, Double> options = new LinkedHashMap<>();
    private String name = "";
    private String version = "";
    private String target = "";
    private final Set<Integer> measured = new HashSet<>();
    private int at;
    private long work;
    /** Null unless the program is of type tdm. */
    private TimeDomain timeDomain;

    ProgramParser(List<Line> lines, Scope scope) {
        this.lines = lines;
        this.scope = scope;
    }

    BlackbirdProgram parse() {
        while (at < lines.size()) {
            Line line = lines.get(at++);
            if (line.indented()) {
                throw line.first().error("unexpected indentation");
            }
            if (timeDomain != null && timeDomain.repeats(line)) {
                timeDomain.add(at - 1);
                while (at < lines.size() && lines.get(at).indented()) {
                    at++;
                }
            } else {
                line(line);
            }
        }
        if (timeDomain != null) {
            unroll();
        }
        return new BlackbirdProgram(name, version, target, options, operations);
    }

    /** Time bin after time bin; what has been measured in one comes back as a fresh mode in the next. */
    private void unroll() {
        int bins = timeDomain.bins(scope);
        int concurrent = 0;
        for (int bin = 0; bin < bins; bin++) {
            timeDomain.enter(bin, scope);
            int from = operations.size();
            for (int first : timeDomain.lines()) {
                at = first + 1;
                work(lines.get(first));
                line(lines.get(first));
            }
            List<Operation> these = operations.subList(from, operations.size());
            if (bin == 0) {
                concurrent = timeDomain.concurrentModes(these);
            }
            int shift = bin;
            int modes = concurrent;
            these.replaceAll(op -> timeDomain.shifted(op, shift, modes));
        }
    }

    private void line(Line line) {
        Token first = line.first();
        Expressions rest = new Expressions(line, scope);
        if (first.is("name")) {
            rest.next();
            name = rest.name("the program's name").text();
            rest.end();
        } else if (first.is("version")) {
            rest.next();
            version = version(rest);
            rest.end();
        } else if (first.is("target")) {
            rest.next();
            target(rest);
        } else if (first.is("for")) {
            rest.next();
            loop(rest);
        } else if (TYPES.contains(first.text()) && first.kind() == Kind.NAME) {
            declaration(rest);
        } else if (first.is("type")) {
            rest.next();
            timeDomain = TimeDomain.read(rest);
        } else if (first.is("include") || first.is("from") || first.is("with")) {
            throw first.error("'" + first.text() + "' is not supported");
        } else {
            statement(rest);
        }
    }

    private static String version(Expressions rest) {
        Token number = rest.next();
        if (number.kind() != Kind.NUMBER) {
            throw number.error("expected a version number, found " + number.shown());
        }
        if (!number.text().startsWith("1.")) {
            throw number.error("version " + number.text() + " is not supported, only 1.x");
        }
        return number.text();
    }

    private void target(Expressions rest) {
        Token device = rest.name("a target");
        target = device.text();
        Arguments arguments = Arguments.read(device, rest);
        rest.end();
        arguments.named().forEach((key, given) -> {
            Integer most = LIMITS.get(key);
            if (most != null) {
                double value = given.real(key);
                if (value != Math.rint(value) || value < 1 || value > most) {
                    throw given.at().error(key + " is " + value + ", must be a whole number from 1 to " + most);
                }
            }
            if (given.value() instanceof Value.Scalar) {
                options.put(key, given.real(key));
            }
        });
    }

    private void declaration(Expressions rest) {
        Token type = rest.next();
        boolean array = type.is("array") || rest.take("array");
        Token variable = rest.name("a name");
        if (array) {
            int[] shape = rest.take("[") ? shape(rest) : null;
            rest.expect("=");
            scope.set(variable.text(), array(rest, variable, shape));
            return;
        }
        rest.expect("=");
        Token start = rest.peek();
        Value value = rest.value();
        rest.end();
        scope.set(variable.text(), typed(type, start, value));
    }

    private static Value typed(Token type, Token at, Value value) {
        boolean fits =
                switch (type.text()) {
                    case "int" -> value instanceof Value.Scalar n && n.im() == 0 && n.re() == Math.rint(n.re());
                    case "float" -> value instanceof Value.Scalar n && n.im() == 0;
                    case "complex" -> value instanceof Value.Scalar;
                    case "str" -> value instanceof Value.Text;
                    default -> value instanceof Value.Truth;
                };
        if (!fits) {
            throw at.error("expected a value of type " + type.text() + ", found " + value.kind());
        }
        return value;
    }

    private static int[] shape(Expressions rest) {
        int rows = rest.whole("the size");
        int columns = rest.take(",") ? rest.whole("the size") : -1;
        rest.expect("]");
        return columns < 0 ? new int[] {1, rows} : new int[] {rows, columns};
    }

    /** The rows stand on the following, indented lines; a list may stand on the line itself. */
    private Value.Array array(Expressions rest, Token variable, int[] shape) {
        List<Value.Array> rows = new ArrayList<>();
        if (rest.peek().kind() != Kind.END) {
            Token start = rest.peek();
            if (!(rest.value() instanceof Value.Array list)) {
                throw start.error("expected an array");
            }
            rest.end();
            rows.add(list);
        }
        while (at < lines.size() && lines.get(at).indented()) {
            Expressions row = new Expressions(lines.get(at++), scope);
            rows.add(row.list(""));
            row.end();
        }
        if (rows.isEmpty()) {
            throw variable.error("the array '" + variable.text() + "' has no rows");
        }
        int columns = rows.get(0).columns();
        double[] re = new double[rows.size() * columns];
        double[] im = new double[re.length];
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).columns() != columns) {
                throw variable.error("row " + i + " of '" + variable.text() + "' has "
                        + rows.get(i).columns() + " numbers, not " + columns);
            }
            System.arraycopy(rows.get(i).re(), 0, re, i * columns, columns);
            System.arraycopy(rows.get(i).im(), 0, im, i * columns, columns);
        }
        if (shape != null && (shape[0] < 1 || (long) shape[0] * shape[1] != re.length)) {
            throw variable.error("'" + variable.text() + "' is declared as " + shape[0] + " x " + shape[1] + " and has "
                    + rows.size() + " x " + columns + " numbers");
        }
        return shape == null
                ? new Value.Array(rows.size(), columns, re, im)
                : new Value.Array(shape[0], shape[1], re, im);
    }

    private void loop(Expressions rest) {
        Token type = rest.name("a type");
        Token variable = rest.name("the loop's variable");
        if (!type.is("int") && !type.is("float") && !type.is("complex")) {
            throw type.error("loops run over int, float or complex, not " + type.shown());
        }
        rest.expect("in");
        Value.Array values = loopValues(rest);
        rest.end();
        int body = at;
        while (at < lines.size() && lines.get(at).indented()) {
            at++;
        }
        int end = at;
        if (body == end) {
            throw variable.error("the loop has no indented lines");
        }
        for (int i = 0; i < values.columns(); i++) {
            scope.set(variable.text(), typed(type, variable, new Value.Scalar(values.re()[i], values.im()[i])));
            for (int line = body; line < end; line++) {
                work(lines.get(line));
                statement(new Expressions(lines.get(line), scope));
            }
        }
        scope.remove(variable.text());
        at = end;
    }

    private void work(Line line) {
        work += line.tokens().size();
        if (work > MAX_WORK) {
            throw line.first().error("the loops do too much (over " + MAX_WORK + " words)");
        }
    }

    /** {@code start:stop}, {@code start:stop:step}, or a list with or without brackets. */
    private static Value.Array loopValues(Expressions rest) {
        if (rest.peek().is("[")) {
            Token start = rest.peek();
            if (rest.value() instanceof Value.Array list) {
                return list;
            }
            throw start.error("expected a list");
        }
        Token start = rest.peek();
        Value.Array list = rest.list("");
        if (list.columns() != 1 || !rest.take(":")) {
            return list;
        }
        double first = list.re()[0];
        double stop = rest.whole("the range's end");
        double step = rest.take(":") ? rest.whole("the range's step") : 1;
        if (list.im()[0] != 0 || first != Math.rint(first) || step == 0) {
            throw start.error("a range needs whole numbers and a step other than 0");
        }
        double count = Math.max(0, Math.ceil((stop - first) / step));
        if (count > MAX_OPERATIONS) {
            throw start.error("the range has more than " + MAX_OPERATIONS + " steps");
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i * step;
        }
        return new Value.Array(1, values.length, values, new double[values.length]);
    }

    private void statement(Expressions line) {
        Token operation = line.name("an operation");
        Arguments arguments = Arguments.read(operation, line);
        line.expect("|");
        int[] modes = modes(line);
        line.end();
        if (operations.size() == MAX_OPERATIONS) {
            throw operation.error("more than " + MAX_OPERATIONS + " operations");
        }
        Operation op = OperationBinder.bind(arguments, modes);
        op.measured().values().forEach(value -> value.modes().forEach(mode -> {
            if (!measured.contains(mode)) {
                throw operation.error(operation.text() + " takes q" + mode + ", which is not measured before it");
            }
        }));
        if (op.kind().role() == Role.MEASUREMENT) {
            for (int mode : modes) {
                measured.add(mode);
            }
        }
        operations.add(op);
    }

    private static int[] modes(Expressions line) {
        String closing = line.take("[") ? "]" : line.take("(") ? ")" : "";
        List<Integer> modes = new ArrayList<>();
        do {
            Token start = line.peek();
            int mode = line.whole("the mode");
            if (mode < 0 || mode >= Circuit.MAX_MODES) {
                throw start.error("mode " + mode + " is out of range, must be 0 to " + (Circuit.MAX_MODES - 1));
            }
            modes.add(mode);
        } while (line.take(","));
        if (!closing.isEmpty()) {
            line.expect(closing);
        }
        return modes.stream().mapToInt(Integer::intValue).toArray();
    }

    static CircuitException tooLong(int length, int limit) {
        return new CircuitException("has " + length + " characters, more than " + limit);
    }
}
