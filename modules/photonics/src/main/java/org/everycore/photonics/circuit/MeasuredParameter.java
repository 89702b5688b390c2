package org.everycore.photonics.circuit;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A parameter that a shot computes from what it has measured: q0 is the last outcome of mode 0 (a quadrature, a photon number, 0 or 1
 * of a threshold detector; of heterodyne re(q0) and im(q0), the parts of α).
 *
 * <p>{@code -sqrt(2)*q1 + 0.5}: numbers, pi, {@code + - * / **}, sin cos tan arcsin arccos arctan sinh cosh tanh exp log sqrt abs. A sign
 * binds tighter than a power, as in Blackbird. Nesting and length are bounded.
 */
public final class MeasuredParameter {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 50;

    private final String text;
    private final Node root;
    private final SortedSet<Integer> modes = new TreeSet<>();
    private final SortedSet<Integer> complex = new TreeSet<>();
    private int at;
    private int depth;

    /** Computes a value from the real and imaginary parts of outcomes by mode. */
    private interface Node {
        double at(double[] re, double[] im);
    }

    private MeasuredParameter(String text) {
        this.text = text;
        if (text.length() > MAX_LENGTH) {
            throw new CircuitException("a parameter has " + text.length() + " characters, more than " + MAX_LENGTH);
        }
        this.root = sum();
        if (peek() != '\0') {
            throw error("expected an operator or the end");
        }
        if (modes.isEmpty()) {
            throw error("names no measured mode, as q0");
        }
    }

    public static MeasuredParameter parse(String text) {
        return new MeasuredParameter(text.strip());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The modes whose outcomes it takes, ascending. */
    public SortedSet<Integer> modes() {
        return modes;
    }

    /** The modes of which it takes a part of α. */
    SortedSet<Integer> complexModes() {
        return complex;
    }

    /** Its value for given outcomes. */
    double at(double[] re, double[] im) {
        double value = root.at(re, im);
        if (!Double.isFinite(value)) {
            throw new CircuitException("'" + text + "' is " + value + " for what was measured");
        }
        return value;
    }

    private Node sum() {
        if (++depth > MAX_DEPTH) {
            throw error("is nested more than " + MAX_DEPTH + " deep");
        }
        Node sum = product();
        while (peek() == '+' || peek() == '-') {
            boolean minus = text.charAt(at++) == '-';
            Node left = sum;
            Node right = product();
            sum = minus
                    ? (re, im) -> left.at(re, im) - right.at(re, im)
                    : (re, im) -> left.at(re, im) + right.at(re, im);
        }
        depth--;
        return sum;
    }

    private Node product() {
        Node product = power();
        while ((peek() == '*' || peek() == '/') && !text.startsWith("**", at)) {
            boolean over = text.charAt(at++) == '/';
            Node left = product;
            Node right = power();
            product = over
                    ? (re, im) -> left.at(re, im) / right.at(re, im)
                    : (re, im) -> left.at(re, im) * right.at(re, im);
        }
        return product;
    }

    private Node power() {
        Node base = signed();
        peek();
        if (!text.startsWith("**", at)) {
            return base;
        }
        at += 2;
        if (++depth > MAX_DEPTH) {
            throw error("is nested more than " + MAX_DEPTH + " deep");
        }
        Node exponent = power();
        depth--;
        return (re, im) -> StrictMath.pow(base.at(re, im), exponent.at(re, im));
    }

    private Node signed() {
        boolean negative = false;
        while (peek() == '+' || peek() == '-') {
            negative ^= text.charAt(at++) == '-';
        }
        Node atom = atom();
        return negative ? (re, im) -> -atom.at(re, im) : atom;
    }

    private Node atom() {
        char c = peek();
        if (c == '(') {
            at++;
            Node inner = sum();
            expect(')');
            return inner;
        }
        int start = at;
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.equals("pi")) {
            return (re, im) -> Math.PI;
        }
        if (name.equals("q") && at < text.length() && Character.isDigit(text.charAt(at))) {
            int mode = mode();
            return (re, im) -> re[mode];
        }
        if (peek() != '(' || name.isEmpty()) {
            at = start;
            throw error(name.isEmpty() ? "expected a number or an outcome, as q0" : "unknown name '" + name + "'");
        }
        at++;
        if (name.equals("re") || name.equals("im")) {
            peek();
            if (!text.startsWith("q", at++)) {
                throw error(name + "( ) takes an outcome, as q0");
            }
            int mode = mode();
            complex.add(mode);
            expect(')');
            return name.equals("re") ? (re, im) -> re[mode] : (re, im) -> im[mode];
        }
        function(name, 0, start);
        Node argument = sum();
        expect(')');
        return (re, im) -> function(name, argument.at(re, im), 0);
    }

    private double function(String name, double x, int start) {
        return switch (name) {
            case "sin" -> StrictMath.sin(x);
            case "cos" -> StrictMath.cos(x);
            case "tan" -> StrictMath.tan(x);
            case "arcsin" -> StrictMath.asin(x);
            case "arccos" -> StrictMath.acos(x);
            case "arctan" -> StrictMath.atan(x);
            case "sinh" -> StrictMath.sinh(x);
            case "cosh" -> StrictMath.cosh(x);
            case "tanh" -> StrictMath.tanh(x);
            case "exp" -> StrictMath.exp(x);
            case "log" -> StrictMath.log(x);
            case "sqrt" -> Math.sqrt(x);
            case "abs" -> Math.abs(x);
            default -> {
                at = start;
                throw error("unknown function '" + name + "'");
            }
        };
    }

    private int mode() {
        int start = at;
        while (at < text.length() && at - start < 6 && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw error("expected a mode's number");
        }
        int mode = Integer.parseInt(text.substring(start, at));
        if (mode >= Circuit.MAX_MODES) {
            throw error("mode " + mode + " is out of range");
        }
        modes.add(mode);
        return mode;
    }

    private Node number() {
        int start = at;
        while (at < text.length() && partOfNumber(start)) {
            at++;
        }
        try {
            double value = Double.parseDouble(text.substring(start, at));
            if (Double.isFinite(value)) {
                return (re, im) -> value;
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
        return Character.isDigit(c)
                || c == '.'
                || at > start && (c == 'e' || c == 'E')
                || (c == '+' || c == '-') && exponent;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("expected '" + c + "'");
        }
        at++;
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private CircuitException error(String message) {
        return new CircuitException("'" + CircuitReader.shown(text) + "', column " + (at + 1) + ": " + message);
    }

    @Override
    public String toString() {
        return text;
    }
}
