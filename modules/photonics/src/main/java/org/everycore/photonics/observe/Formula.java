package org.everycore.photonics.observe;

import org.everycore.photonics.circuit.CircuitException;

/** Arithmetic over numbered values, with derivatives: the shape of an {@link Expression}. */
sealed interface Formula {
    double at(double[] values);

    /** Adds {@code weight} times the derivative by every value. */
    void addGradient(double[] values, double weight, double[] gradient);

    record Constant(double value) implements Formula {
        @Override
        public double at(double[] values) {
            return value;
        }

        @Override
        public void addGradient(double[] values, double weight, double[] gradient) {
            // A number does not move.
        }
    }

    record Value(int index) implements Formula {
        @Override
        public double at(double[] values) {
            return values[index];
        }

        @Override
        public void addGradient(double[] values, double weight, double[] gradient) {
            gradient[index] += weight;
        }
    }

    /** One of + - * / ^. */
    record Binary(char operator, Formula left, Formula right) implements Formula {
        @Override
        public double at(double[] values) {
            double a = left.at(values);
            double b = right.at(values);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> a / b;
                default -> StrictMath.pow(a, b);
            };
        }

        @Override
        public void addGradient(double[] values, double weight, double[] gradient) {
            double a = left.at(values);
            double b = right.at(values);
            switch (operator) {
                case '+' -> both(values, weight, weight, gradient);
                case '-' -> both(values, weight, -weight, gradient);
                case '*' -> both(values, weight * b, weight * a, gradient);
                case '/' -> both(values, weight / b, -weight * a / (b * b), gradient);
                default -> {
                    left.addGradient(values, b == 0 ? 0 : weight * b * StrictMath.pow(a, b - 1), gradient);
                    if (!(right instanceof Constant)) {
                        right.addGradient(values, weight * StrictMath.pow(a, b) * StrictMath.log(a), gradient);
                    }
                }
            }
        }

        private void both(double[] values, double byLeft, double byRight, double[] gradient) {
            left.addGradient(values, byLeft, gradient);
            right.addGradient(values, byRight, gradient);
        }
    }

    /** A function of one number. */
    record Call(String name, Formula argument) implements Formula {
        static boolean known(String name) {
            return switch (name) {
                case "exp", "log", "sqrt", "abs", "sin", "cos", "tan", "tanh" -> true;
                default -> false;
            };
        }

        @Override
        public double at(double[] values) {
            double x = argument.at(values);
            return switch (name) {
                case "exp" -> StrictMath.exp(x);
                case "log" -> StrictMath.log(x);
                case "sqrt" -> Math.sqrt(x);
                case "abs" -> Math.abs(x);
                case "sin" -> StrictMath.sin(x);
                case "cos" -> StrictMath.cos(x);
                case "tan" -> StrictMath.tan(x);
                case "tanh" -> StrictMath.tanh(x);
                default -> throw new CircuitException("unknown function '" + name + "'");
            };
        }

        @Override
        public void addGradient(double[] values, double weight, double[] gradient) {
            double x = argument.at(values);
            double slope =
                    switch (name) {
                        case "exp" -> StrictMath.exp(x);
                        case "log" -> 1 / x;
                        case "sqrt" -> 0.5 / Math.sqrt(x);
                        case "abs" -> Math.signum(x);
                        case "sin" -> StrictMath.cos(x);
                        case "cos" -> -StrictMath.sin(x);
                        case "tan" -> 1 + StrictMath.tan(x) * StrictMath.tan(x);
                        case "tanh" -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x);
                        default -> throw new CircuitException("unknown function '" + name + "'");
                    };
            argument.addGradient(values, weight * slope, gradient);
        }
    }
}
