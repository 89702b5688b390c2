package org.everycore.photonics.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A sum of products of matrices of one mode each, made Hermitian: every product W counts as (W + W†)/2. */
final class ProductOperator extends FockOperator {
    private final int modes;
    private final int cutoff;
    private final List<Product> products = new ArrayList<>();

    private record Product(double coefficient, SortedMap<Integer, ModeMatrix> factors) {}

    ProductOperator(int modes, int cutoff) {
        this.modes = modes;
        this.cutoff = cutoff;
    }

    /** Adds a product that is Hermitian by itself. */
    ProductOperator plus(double coefficient, SortedMap<Integer, ModeMatrix> factors) {
        products.add(new Product(coefficient, factors));
        return this;
    }

    /** Adds a product and its adjoint, half of each. */
    ProductOperator plusBoth(double coefficient, SortedMap<Integer, ModeMatrix> factors) {
        products.add(new Product(coefficient / 2, factors));
        SortedMap<Integer, ModeMatrix> adjoint = new java.util.TreeMap<>();
        factors.forEach((mode, matrix) -> adjoint.put(mode, matrix.adjoint()));
        products.add(new Product(coefficient / 2, adjoint));
        return this;
    }

    @Override
    void add(double weight, double[] re, double[] im, int columns, double[] toRe, double[] toIm) {
        double[][] now = {null, null};
        double[][] next = {new double[re.length], new double[re.length]};
        for (Product product : products) {
            double[] fromRe = re;
            double[] fromIm = im;
            for (Map.Entry<Integer, ModeMatrix> factor : product.factors.entrySet()) {
                factor.getValue().apply(stride(factor.getKey()) * columns, fromRe, fromIm, next[0], next[1]);
                if (now[0] == null) {
                    now = new double[][] {new double[re.length], new double[re.length]};
                }
                double[][] swap = now;
                now = next;
                next = swap;
                fromRe = now[0];
                fromIm = now[1];
            }
            double scale = weight * product.coefficient;
            for (int a = 0; a < fromRe.length; a++) {
                toRe[a] += scale * fromRe[a];
                toIm[a] += scale * fromIm[a];
            }
        }
    }

    private int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }
}
