package org.everycore.photonics.fock;

/** A complex number, for scalar formulas; arrays of amplitudes are pairs of double arrays instead. */
record Complex(double re, double im) {
    static final Complex ZERO = new Complex(0, 0);
    static final Complex ONE = new Complex(1, 0);

    static Complex phase(double angle) {
        return new Complex(StrictMath.cos(angle), StrictMath.sin(angle));
    }

    Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    Complex times(double factor) {
        return new Complex(re * factor, im * factor);
    }

    Complex timesI() {
        return new Complex(-im, re);
    }

    Complex conjugate() {
        return new Complex(re, -im);
    }

    Complex square() {
        return times(this);
    }

    Complex exp() {
        return phase(im).times(StrictMath.exp(re));
    }
}
