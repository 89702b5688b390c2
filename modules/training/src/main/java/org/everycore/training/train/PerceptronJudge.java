package org.everycore.training.train;

import org.everycore.training.critic.Critic;

/** A perceptron as judge. */
record PerceptronJudge(Critic critic) implements Judge {
    @Override
    public void logits(double[] points, int count, double[] out) {
        critic.scores(points, count, out);
    }

    @Override
    public void backward(double[] points, int count, double[] scale, double[] gradient, double[] toPoints) {
        critic.backward(points, count, scale, gradient, toPoints);
    }

    @Override
    public double[] weights() {
        return critic.weights();
    }

    @Override
    public void refresh() {
        critic.refresh();
    }
}
