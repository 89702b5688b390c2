package org.everycore.photonics.blackbird;

/** Complex arithmetic and functions of programs; StrictMath, so that a program means the same bits everywhere. */
final class Numbers {
    private static final int MAX_COMPLEX_EXPONENT = 1024;

    private Numbers() {}

    static Value.Scalar parse(Token token) {
        String text = token.text();
        boolean imaginary = text.endsWith("j") || text.endsWith("J");
        double value = Double.parseDouble(imaginary ? text.substring(0, text.length() - 1) : text);
        if (Double.isInfinite(value)) {
            throw token.error(token.shown() + " is out of range");
        }
        return imaginary ? new Value.Scalar(0, value) : new Value.Scalar(value, 0);
    }

    static Value.Scalar add(Value.Scalar a, Value.Scalar b) {
        return new Value.Scalar(a.re() + b.re(), a.im() + b.im());
    }

    static Value.Scalar negate(Value.Scalar a) {
        return new Value.Scalar(-a.re(), a.im() == 0 ? 0 : -a.im());
    }

    static Value.Scalar multiply(Value.Scalar a, Value.Scalar b) {
        if (a.im() == 0 && b.im() == 0) {
            return new Value.Scalar(a.re() * b.re(), 0);
        }
        return new Value.Scalar(a.re() * b.re() - a.im() * b.im(), a.re() * b.im() + a.im() * b.re());
    }

    static Value.Scalar divide(Value.Scalar a, Value.Scalar b, Token at) {
        double norm = b.re() * b.re() + b.im() * b.im();
        if (b.re() == 0 && b.im() == 0) {
            throw at.error("division by zero");
        }
        if (b.im() == 0) {
            return new Value.Scalar(a.re() / b.re(), a.im() / b.re());
        }
        return new Value.Scalar((a.re() * b.re() + a.im() * b.im()) / norm, (a.im() * b.re() - a.re() * b.im()) / norm);
    }

    static Value.Scalar power(Value.Scalar a, Value.Scalar b, Token at) {
        if (b.im() != 0) {
            throw at.error("the exponent is " + b.kind() + ", must be real");
        }
        if (a.im() == 0) {
            return new Value.Scalar(StrictMath.pow(a.re(), b.re()), 0);
        }
        if (b.re() != Math.rint(b.re()) || Math.abs(b.re()) > MAX_COMPLEX_EXPONENT) {
            throw at.error("a complex number is raised to " + b.re() + ", must be a whole number up to "
                    + MAX_COMPLEX_EXPONENT);
        }
        Value.Scalar product = new Value.Scalar(1, 0);
        for (int i = 0; i < Math.abs(b.re()); i++) {
            product = multiply(product, a);
        }
        return b.re() < 0 ? divide(new Value.Scalar(1, 0), product, at) : product;
    }

    static Value.Scalar call(Token function, Value.Scalar x) {
        if (function.is("exp")) {
            double size = StrictMath.exp(x.re());
            return x.im() == 0
                    ? new Value.Scalar(size, 0)
                    : new Value.Scalar(size * StrictMath.cos(x.im()), size * StrictMath.sin(x.im()));
        }
        if (function.is("sqrt") && (x.im() != 0 || x.re() < 0)) {
            double size = Math.sqrt(StrictMath.hypot(x.re(), x.im()));
            double half = 0.5 * StrictMath.atan2(x.im(), x.re());
            return new Value.Scalar(x.im() == 0 ? 0 : size * StrictMath.cos(half), size * StrictMath.sin(half));
        }
        if (x.im() != 0) {
            throw function.error(function.text() + " takes a real number, not " + x.kind());
        }
        return new Value.Scalar(real(function, x.re()), 0);
    }

    private static double real(Token function, double x) {
        return switch (function.text()) {
            case "sqrt" -> Math.sqrt(x);
            case "sin" -> StrictMath.sin(x);
            case "cos" -> StrictMath.cos(x);
            case "tan" -> StrictMath.tan(x);
            case "arcsin" -> StrictMath.asin(x);
            case "arccos" -> StrictMath.acos(x);
            case "arctan" -> StrictMath.atan(x);
            case "sinh" -> StrictMath.sinh(x);
            case "cosh" -> StrictMath.cosh(x);
            case "tanh" -> StrictMath.tanh(x);
            case "arcsinh" -> Math.copySign(StrictMath.log(Math.abs(x) + StrictMath.hypot(x, 1)), x);
            case "arccosh" -> StrictMath.log(x + Math.sqrt((x - 1) * (x + 1)));
            case "arctanh" -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x));
            case "log" -> StrictMath.log(x);
            case "abs" -> Math.abs(x);
            default -> throw function.error("unknown function '" + function.text() + "'");
        };
    }

    static Value.Scalar finite(Value.Scalar value, Token at) {
        if (!Double.isFinite(value.re()) || !Double.isFinite(value.im())) {
            throw at.error("the result of " + at.shown() + " is not a finite number");
        }
        return value;
    }
}
