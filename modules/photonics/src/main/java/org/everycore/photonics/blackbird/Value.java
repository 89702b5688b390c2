package org.everycore.photonics.blackbird;

import org.everycore.photonics.circuit.MeasuredParameter;

/** What an expression of a program comes to. */
sealed interface Value {
    /** What a message calls it. */
    String kind();

    /** A number; real when {@code im} is 0. */
    record Scalar(double re, double im) implements Value {
        @Override
        public String kind() {
            return im == 0 ? "the number " + re : "the complex number " + re + (im < 0 ? "" : "+") + im + "j";
        }
    }

    /** What a shot computes from outcomes, q0, q1, ... */
    record Measured(MeasuredParameter parameter) implements Value {
        @Override
        public String kind() {
            return "taken from measured modes";
        }
    }

    record Text(String value) implements Value {
        @Override
        public String kind() {
            return "a text";
        }
    }

    record Truth(boolean value) implements Value {
        @Override
        public String kind() {
            return value ? "True" : "False";
        }
    }

    /** Rows of equal length; a list has one row. */
    record Array(int rows, int columns, double[] re, double[] im) implements Value {
        @Override
        public String kind() {
            return "a " + rows + " x " + columns + " array";
        }
    }
}
