package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.blackbird.Token.Kind;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.MeasuredParameter;

/**
 * Reads one line from left to right and computes its expressions.
 *
 * <p>Recursive descent with Python's precedence: sum, product, sign, power (to the right), atom. Nesting is bounded.
 */
final class Expressions {
    private static final int MAX_DEPTH = 100;

    private final Line line;
    private final Scope scope;
    private int at;
    private int depth;

    Expressions(Line line, Scope scope) {
        this.line = line;
        this.scope = scope;
    }

    Token peek() {
        return line.tokens().get(at);
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean take(String symbol) {
        boolean there = peek().is(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    /** Whether {@code NAME =} stands next: a keyword argument. */
    boolean keywordNext() {
        return peek().kind() == Kind.NAME && line.tokens().get(at + 1).is("=");
    }

    Token expect(String symbol) {
        if (!peek().is(symbol)) {
            throw peek().error("expected '" + symbol + "', found " + peek().shown());
        }
        return next();
    }

    Token name(String what) {
        if (peek().kind() != Kind.NAME) {
            throw peek().error("expected " + what + ", found " + peek().shown());
        }
        return next();
    }

    void end() {
        if (peek().kind() != Kind.END) {
            throw peek().error("expected the end of the line, found " + peek().shown());
        }
    }

    /** A number, text, truth value, array, or a list in square brackets. */
    Value value() {
        Token start = peek();
        if (start.kind() == Kind.STRING) {
            next();
            return new Value.Text(start.text());
        }
        if (start.is("True") || start.is("False")) {
            next();
            return new Value.Truth(start.is("True"));
        }
        if (start.kind() == Kind.NAME
                && !line.tokens().get(at + 1).is("[")
                && scope.find(start.text()) != null
                && !(scope.find(start.text()) instanceof Value.Scalar)) {
            next();
            return scope.find(start.text());
        }
        return take("[") ? list("]") : number();
    }

    /** Whether the argument that stands next takes an outcome, q0, q1, ... */
    boolean measuredNext() {
        int nested = 0;
        for (int i = at; line.tokens().get(i).kind() != Kind.END; i++) {
            Token token = line.tokens().get(i);
            if (token.is("(") || token.is("[")) {
                nested++;
            } else if (token.is(")") || token.is("]")) {
                if (--nested < 0) {
                    return false;
                }
            } else if (token.is(",") && nested == 0) {
                return false;
            } else if (outcome(token)) {
                return true;
            }
        }
        return false;
    }

    private boolean outcome(Token token) {
        return token.kind() == Kind.NAME && token.text().matches("q\\d+") && scope.find(token.text()) == null;
    }

    /** An argument that takes outcomes: its variables and free parameters become numbers. */
    Value.Measured measured() {
        Token start = peek();
        StringBuilder text = new StringBuilder();
        int nested = 0;
        while (peek().kind() != Kind.END && !(nested == 0 && (peek().is(",") || peek().is(")")))) {
            Token token = peek();
            boolean call =
                    token.kind() == Kind.NAME && line.tokens().get(at + 1).is("(");
            if (token.kind() == Kind.NAME && !outcome(token) && !call || token.is("{")) {
                Value.Scalar value = atom();
                if (value.im() != 0) {
                    throw token.error(token.shown() + " is " + value.kind() + ", must be real");
                }
                text.append('(').append(value.re()).append(')');
                continue;
            }
            nested += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            text.append(next().text());
        }
        try {
            return new Value.Measured(MeasuredParameter.parse(text.toString()));
        } catch (CircuitException e) {
            throw start.error(e.getMessage());
        }
    }

    /** Numbers up to the closing symbol (END of line if empty), as one row. */
    Value.Array list(String closing) {
        List<Value.Scalar> items = new ArrayList<>();
        boolean more = closing.isEmpty() || !take(closing);
        while (more) {
            items.add(number());
            if (!take(",")) {
                if (!closing.isEmpty()) {
                    expect(closing);
                }
                more = false;
            }
        }
        double[] re = items.stream().mapToDouble(Value.Scalar::re).toArray();
        double[] im = items.stream().mapToDouble(Value.Scalar::im).toArray();
        return new Value.Array(1, re.length, re, im);
    }

    double real(String what) {
        Token start = peek();
        Value.Scalar value = number();
        if (value.im() != 0) {
            throw start.error(what + " is " + value.kind() + ", must be real");
        }
        return value.re();
    }

    int whole(String what) {
        Token start = peek();
        double value = real(what);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw start.error(what + " is " + value + ", must be a whole number");
        }
        return (int) value;
    }

    Value.Scalar number() {
        if (++depth > MAX_DEPTH) {
            throw peek().error("expressions are nested more than " + MAX_DEPTH + " deep");
        }
        Value.Scalar sum = product();
        while (peek().is("+") || peek().is("-")) {
            Token sign = next();
            Value.Scalar term = product();
            sum = sign.is("+") ? Numbers.add(sum, term) : Numbers.add(sum, Numbers.negate(term));
            sum = Numbers.finite(sum, sign);
        }
        depth--;
        return sum;
    }

    private Value.Scalar product() {
        Value.Scalar product = power();
        while (peek().is("*") || peek().is("/")) {
            Token operator = next();
            Value.Scalar factor = power();
            product = operator.is("*") ? Numbers.multiply(product, factor) : Numbers.divide(product, factor, operator);
            product = Numbers.finite(product, operator);
        }
        return product;
    }

    /** A sign binds tighter than a power, as in Blackbird's grammar: -2**2 is 4. */
    private Value.Scalar signed() {
        boolean negative = false;
        while (peek().is("+") || peek().is("-")) {
            negative ^= next().is("-");
        }
        Value.Scalar value = atom();
        return negative ? Numbers.negate(value) : value;
    }

    private Value.Scalar power() {
        Value.Scalar base = signed();
        if (!peek().is("**")) {
            return base;
        }
        Token operator = next();
        if (++depth > MAX_DEPTH) {
            throw operator.error("expressions are nested more than " + MAX_DEPTH + " deep");
        }
        Value.Scalar exponent = power();
        depth--;
        return Numbers.finite(Numbers.power(base, exponent, operator), operator);
    }

    private Value.Scalar atom() {
        Token token = next();
        if (token.kind() == Kind.NUMBER) {
            return Numbers.parse(token);
        }
        if (token.is("(")) {
            Value.Scalar inner = number();
            expect(")");
            return inner;
        }
        if (token.is("{")) {
            Token name = name("the name of a free parameter");
            expect("}");
            return new Value.Scalar(scope.parameter(name), 0);
        }
        if (token.kind() == Kind.NAME) {
            return named(token);
        }
        throw token.error("expected a number, found " + token.shown());
    }

    private Value.Scalar named(Token name) {
        if (take("(")) {
            Value.Scalar argument = number();
            expect(")");
            return Numbers.finite(Numbers.call(name, argument), name);
        }
        Value value = scope.find(name.text());
        if (value instanceof Value.Array array && take("[")) {
            return element(array, name);
        }
        if (value instanceof Value.Scalar number) {
            return number;
        }
        if (value != null) {
            throw name.error("'" + name.text() + "' is " + value.kind() + ", expected a number");
        }
        if (name.is("pi")) {
            return new Value.Scalar(Math.PI, 0);
        }
        if (name.text().matches("q\\d+")) {
            throw name.error("what is taken from a measured mode ('" + name.text()
                    + "') may only be a parameter of an operation");
        }
        throw name.error("'" + name.text() + "' is not defined");
    }

    private Value.Scalar element(Value.Array array, Token name) {
        int first = whole("the index");
        if (!take(",")) {
            return flat(array, first, name);
        }
        int row = first;
        int column = whole("the index");
        expect("]");
        if (row < 0 || row >= array.rows() || column < 0 || column >= array.columns()) {
            throw name.error("index [" + row + ", " + column + "] is outside '" + name.text() + "', " + array.kind());
        }
        int index = row * array.columns() + column;
        return new Value.Scalar(array.re()[index], array.im()[index]);
    }

    /** One index counts an array's numbers row by row, whatever its shape. */
    private Value.Scalar flat(Value.Array array, int index, Token name) {
        expect("]");
        if (index < 0 || index >= array.re().length) {
            throw name.error("index [" + index + "] is outside '" + name.text() + "', " + array.kind());
        }
        return new Value.Scalar(array.re()[index], array.im()[index]);
    }
}
