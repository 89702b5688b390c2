package org.everycore.photonics.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.observe.Observable.Letter;
import org.everycore.photonics.observe.Observable.Polynomial;

/**
 * Reads expressions, from left to right, nesting bounded.
 *
 * <p>Outside brackets: numbers, {@code pi}, {@code + - * / ^}, exp log sqrt abs sin cos tan tanh, and
 * {@code <polynomial>}, {@code var(polynomial)}, {@code cov(polynomial, polynomial)}, {@code P(2,0)} (all modes) or
 * {@code P(n0=2)} (some), {@code parity()} or {@code parity(0,1)}, {@code fidelity(FILE)}, {@code purity}, {@code norm},
 * {@code probability}. A polynomial has x0, p0, n0, the rotated quadrature x0(phi), numbers, {@code + - * ^} and brackets;
 * its factors keep their order.
 */
final class ExpressionParser {
    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_SHOWN = 60;

    private final String text;
    private final Function<String, FockState> states;
    private final List<Quantity> quantities = new ArrayList<>();
    private int at;
    private int depth;

    ExpressionParser(String text, Function<String, FockState> states) {
        this.text = text;
        this.states = states;
    }

    Expression parse() {
        if (text.length() > MAX_LENGTH) {
            throw new CircuitException("an expression has " + text.length() + " characters, more than " + MAX_LENGTH);
        }
        Formula formula = sum();
        if (peek() != '\0') {
            throw error("expected an operator or the end");
        }
        return new Expression(text, formula, quantities);
    }

    private Formula sum() {
        deeper();
        Formula sum = product();
        while (peek() == '+' || peek() == '-') {
            char operator = next();
            sum = new Formula.Binary(operator, sum, product());
        }
        depth--;
        return sum;
    }

    private Formula product() {
        Formula product = signed();
        while (peek() == '*' || peek() == '/') {
            char operator = next();
            product = new Formula.Binary(operator, product, signed());
        }
        return product;
    }

    /** A sign binds looser than a power, as on paper: -<x0>^2 is the opposite of a square. */
    private Formula signed() {
        if (take('-')) {
            deeper();
            Formula negated = new Formula.Binary('*', new Formula.Constant(-1), signed());
            depth--;
            return negated;
        }
        take('+');
        Formula base = atom();
        if (!power()) {
            return base;
        }
        deeper();
        Formula raised = new Formula.Binary('^', base, signed());
        depth--;
        return raised;
    }

    private Formula atom() {
        char c = peek();
        if (c == '(') {
            next();
            Formula inner = sum();
            expect(')');
            return inner;
        }
        if (c == '<') {
            next();
            Polynomial polynomial = polynomial();
            expect('>');
            return value(new Quantity.Mean(polynomial));
        }
        if (digit(c)) {
            return new Formula.Constant(number());
        }
        int start = at;
        String name = name();
        switch (name) {
            case "pi" -> {
                return new Formula.Constant(Math.PI);
            }
            case "purity" -> {
                return value(new Quantity.Purity());
            }
            case "norm" -> {
                return value(new Quantity.Norm());
            }
            case "probability" -> {
                return value(new Quantity.Selected());
            }
            case "var" -> {
                return variance();
            }
            case "cov" -> {
                return covariance();
            }
            case "P" -> {
                return value(new Quantity.Mean(new Observable.PhotonNumbers(photons())));
            }
            case "parity" -> {
                return value(new Quantity.Mean(new Observable.Parity(modes())));
            }
            case "fidelity" -> {
                return value(new Quantity.Fidelity(states.apply(file())));
            }
            default -> {}
        }
        if (Formula.Call.known(name)) {
            expect('(');
            Formula argument = sum();
            expect(')');
            return new Formula.Call(name, argument);
        }
        at = start;
        if (name.matches("[xpn]") && start + 1 < text.length() && Character.isDigit(text.charAt(start + 1))) {
            throw error("a mean stands in angle brackets, as <" + name + text.charAt(start + 1) + ">");
        }
        throw error(name.isEmpty() ? "expected a number or an expectation value" : "unknown name '" + name + "'");
    }

    private Formula value(Quantity quantity) {
        quantities.add(quantity);
        return new Formula.Value(quantities.size() - 1);
    }

    private Formula variance() {
        expect('(');
        Polynomial polynomial = polynomial();
        expect(')');
        return spread(polynomial, polynomial);
    }

    private Formula covariance() {
        expect('(');
        Polynomial first = polynomial();
        expect(',');
        Polynomial second = polynomial();
        expect(')');
        return spread(first, second);
    }

    private Formula spread(Polynomial first, Polynomial second) {
        Formula product = value(new Quantity.Mean(times(first, second)));
        Formula means = new Formula.Binary('*', value(new Quantity.Mean(first)), value(new Quantity.Mean(second)));
        return new Formula.Binary('-', product, means);
    }

    private Polynomial polynomial() {
        deeper();
        Polynomial sum = term();
        while (peek() == '+' || peek() == '-') {
            boolean minus = next() == '-';
            Polynomial term = term();
            sum = checked(sum, minus ? term.times(-1) : term, true);
        }
        depth--;
        return sum;
    }

    private Polynomial term() {
        if (take('-')) {
            deeper();
            Polynomial negated = term().times(-1);
            depth--;
            return negated;
        }
        take('+');
        Polynomial product = factor();
        while (peek() == '*' || peek() == '/') {
            if (next() == '/') {
                double divisor = number();
                if (divisor == 0) {
                    throw error("division by zero");
                }
                product = product.times(1 / divisor);
            } else {
                product = times(product, factor());
            }
        }
        return product;
    }

    private Polynomial factor() {
        Polynomial base = operator();
        if (!power()) {
            return base;
        }
        int exponent = whole("an exponent");
        if (exponent > Observable.MAX_DEGREE) {
            throw error("an exponent is at most " + Observable.MAX_DEGREE);
        }
        Polynomial product = Polynomial.constant(1);
        for (int i = 0; i < exponent; i++) {
            product = times(product, base);
        }
        return product;
    }

    private Polynomial operator() {
        char c = peek();
        if (c == '(') {
            next();
            Polynomial inner = polynomial();
            expect(')');
            return inner;
        }
        if (digit(c)) {
            return Polynomial.constant(number());
        }
        int start = at;
        String name = name();
        if (name.equals("pi")) {
            return Polynomial.constant(Math.PI);
        }
        if (!name.matches("[xpn]") || at >= text.length() || !Character.isDigit(text.charAt(at))) {
            at = start;
            throw error("expected x, p or n with its mode, as x0, or a number");
        }
        int mode = whole("a mode");
        if (name.equals("n")) {
            return Observable.photonNumber(mode);
        }
        double angle = name.equals("p") ? Math.PI / 2 : 0;
        if (name.equals("x") && peek() == '(') {
            next();
            Formula formula = sum();
            expect(')');
            if (!constant(formula)) {
                throw error("an angle is a number");
            }
            angle = formula.at(new double[0]);
        }
        return Polynomial.of(new Letter(mode, false, angle));
    }

    private static boolean constant(Formula formula) {
        if (formula instanceof Formula.Binary binary) {
            return constant(binary.left()) && constant(binary.right());
        }
        if (formula instanceof Formula.Call call) {
            return constant(call.argument());
        }
        return formula instanceof Formula.Constant;
    }

    private Polynomial times(Polynomial first, Polynomial second) {
        return checked(first, second, false);
    }

    private Polynomial checked(Polynomial first, Polynomial second, boolean sum) {
        try {
            return sum ? first.plus(second) : first.times(second);
        } catch (CircuitException e) {
            throw error(e.getMessage());
        }
    }

    /** (2,0): photon numbers of modes 0, 1, ...; (n0=2): of modes named. */
    private Map<Integer, Integer> photons() {
        Map<Integer, Integer> numbers = new TreeMap<>();
        expect('(');
        do {
            int mode = numbers.size();
            if (peek() == 'n') {
                next();
                mode = whole("a mode");
                expect('=');
            }
            if (numbers.put(mode, whole("a photon number")) != null) {
                throw error("mode " + mode + " is given twice");
            }
        } while (take(','));
        expect(')');
        return numbers;
    }

    private List<Integer> modes() {
        List<Integer> modes = new ArrayList<>();
        expect('(');
        if (take(')')) {
            return modes;
        }
        do {
            int mode = whole("a mode");
            if (modes.contains(mode)) {
                throw error("mode " + mode + " is given twice");
            }
            modes.add(mode);
        } while (take(','));
        expect(')');
        return modes;
    }

    /** A name up to the closing bracket, with or without quotes. */
    private String file() {
        expect('(');
        peek();
        boolean quoted = take('"');
        int end = text.indexOf(quoted ? '"' : ')', at);
        if (end < 0) {
            throw error("fidelity( needs a file and ')'");
        }
        String name = text.substring(at, end).strip();
        at = quoted ? end + 1 : end;
        expect(')');
        if (name.isEmpty()) {
            throw error("fidelity( ) names no file");
        }
        return name;
    }

    private boolean power() {
        if (take('^')) {
            return true;
        }
        if (peek() == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
            at += 2;
            return true;
        }
        return false;
    }

    private String name() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private double number() {
        peek();
        int start = at;
        while (at < text.length() && partOfNumber(start)) {
            at++;
        }
        try {
            double value = Double.parseDouble(text.substring(start, at));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            at = start;
            throw error("expected a number");
        }
        throw error("a number is out of range");
    }

    private boolean partOfNumber(int start) {
        char c = text.charAt(at);
        boolean exponent = at > start && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        return digit(c) || (c == 'e' || c == 'E') && at > start || (c == '+' || c == '-') && exponent;
    }

    private int whole(String what) {
        peek();
        int start = at;
        while (at < text.length() && at - start < 8 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (start == at) {
            throw error("expected " + what);
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw error("is nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** The next character that is no blank, or 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean take(char c) {
        if (peek() == c && c != '\0') {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw error("expected '" + c + "'");
        }
    }

    private CircuitException error(String message) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        shown = shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "...";
        return new CircuitException("'" + shown + "', column " + (Math.min(at, text.length()) + 1) + ": " + message);
    }
}
