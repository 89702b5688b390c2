package org.everycore.training.train;

/** A network that gives points (x, y) a logit: above 0 it holds them for real. */
interface Judge {
    /** Logits of points that lie one after the other. */
    void logits(double[] points, int count, double[] out);

    /** Derivatives of Σ scale[s] logit(s): by the weights, added to the gradient, or by the points, written; null for none. */
    void backward(double[] points, int count, double[] scale, double[] gradient, double[] toPoints);

    double[] weights();

    /** Takes changed weights. */
    void refresh();
}
