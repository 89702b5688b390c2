package org.everycore.photonics.observe;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.mixed.FockState;

/**
 * What can be measured of a state: a Hermitian operator on its modes, independent of any cutoff; hbar = 2, x = a + a†.
 *
 * <p>In Fock space its mean is Tr(ρ O) with the exact elements of O between the levels that are kept, and nothing is
 * normalised: {@link StateInspection#mean}.
 */
public sealed interface Observable {
    /** The largest degree of a polynomial: its elements grow with the photon number to half that power. */
    int MAX_DEGREE = 16;

    /** The quadrature x of a mode. */
    static Polynomial x(int mode) {
        return quadrature(mode, 0);
    }

    /** The quadrature p of a mode. */
    static Polynomial p(int mode) {
        return quadrature(mode, Math.PI / 2);
    }

    /** The quadrature x cos φ + p sin φ of a mode. */
    static Polynomial quadrature(int mode, double phi) {
        return Polynomial.of(new Letter(mode, false, phi));
    }

    /** The photon number of a mode. */
    static Polynomial photonNumber(int mode) {
        return Polynomial.of(new Letter(mode, true, 0));
    }

    /** One factor of a product: a photon number, or the quadrature x cos angle + p sin angle. */
    record Letter(int mode, boolean number, double angle) {
        public Letter {
            if (mode < 0) {
                throw new CircuitException("mode " + mode + " is negative");
            }
        }
    }

    /** A real factor times a product, leftmost first. */
    record Monomial(double coefficient, List<Letter> letters) {
        public Monomial {
            letters = List.copyOf(letters);
            if (letters.size() > MAX_DEGREE) {
                throw new CircuitException("a product has " + letters.size() + " factors, more than " + MAX_DEGREE);
            }
        }
    }

    /**
     * A sum of products of quadratures and photon numbers; a product W that is not Hermitian counts as (W + W†)/2, whose mean
     * is the real part.
     */
    record Polynomial(List<Monomial> terms) implements Observable {
        private static final int MAX_TERMS = 4096;

        public Polynomial {
            terms = List.copyOf(terms);
            if (terms.size() > MAX_TERMS) {
                throw new CircuitException("a polynomial has " + terms.size() + " terms, more than " + MAX_TERMS);
            }
        }

        static Polynomial of(Letter letter) {
            return new Polynomial(List.of(new Monomial(1, List.of(letter))));
        }

        /** A number times the identity. */
        public static Polynomial constant(double value) {
            return new Polynomial(List.of(new Monomial(value, List.of())));
        }

        public Polynomial plus(Polynomial other) {
            List<Monomial> sum = new ArrayList<>(terms);
            sum.addAll(other.terms);
            return new Polynomial(sum);
        }

        /** The product, in this order. */
        public Polynomial times(Polynomial other) {
            if ((long) terms.size() * other.terms.size() > MAX_TERMS) {
                throw new CircuitException("a polynomial has more than " + MAX_TERMS + " terms");
            }
            List<Monomial> product = new ArrayList<>();
            for (Monomial left : terms) {
                for (Monomial right : other.terms) {
                    List<Letter> letters = new ArrayList<>(left.letters);
                    letters.addAll(right.letters);
                    product.add(new Monomial(left.coefficient * right.coefficient, letters));
                }
            }
            return new Polynomial(product);
        }

        public Polynomial times(double factor) {
            return times(constant(factor));
        }

        /** One more than the highest mode. */
        @Override
        public int modes() {
            return terms.stream()
                            .flatMap(term -> term.letters.stream())
                            .mapToInt(Letter::mode)
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }

    /** Whether the photon numbers of the listed modes add up to an even number (1) or an odd one (-1); none listed: all modes. */
    record Parity(List<Integer> on) implements Observable {
        public Parity {
            on = List.copyOf(on);
        }

        @Override
        public int modes() {
            return on.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        }
    }

    /** The projector on given photon numbers of some modes: its mean is their joint probability. */
    record PhotonNumbers(Map<Integer, Integer> numbers) implements Observable {
        public PhotonNumbers {
            numbers = Map.copyOf(numbers);
        }

        @Override
        public int modes() {
            return numbers.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        }
    }

    /** A given state σ as an operator: its mean is Tr(ρ σ), the fidelity where either state is pure. */
    record Overlap(FockState target) implements Observable {
        public Overlap {
            requireNonNull(target, "target is null");
        }

        @Override
        public int modes() {
            return target.modes();
        }
    }

    /** The fewest modes that a state must have to be asked. */
    int modes();
}
