package org.everycore.training.random;

/** Random streams of training: one purpose each, so that a new purpose never shifts old draws. */
public final class TrainingStreams {
    public static final int TRAINING_MEMBERS = 101;
    public static final int VALIDATION_MEMBERS = 102;
    public static final int CRITIC_WEIGHTS = 103;
    public static final int CRITIC_LATENT = 104;
    public static final int MEMBERS = 105;
    public static final int NOISE = 106;
    public static final int EPSILON = 107;
    public static final int GENERATOR_LATENT = 108;
    public static final int VALIDATION_LATENT = 109;
    public static final int FRESH_LATENT = 110;
    public static final int ANCHORS = 111;
    public static final int PICTURES = 112;
    public static final int REAL_SAMPLES = 113;
    public static final int STARTS = 114;
    public static final int TARGETS = 115;
    public static final int SWEEP = 116;

    private TrainingStreams() {}
}
