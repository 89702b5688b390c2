package org.everycore.photonics.generator;

/** Random streams of the photonics jobs: one purpose each, so that a new purpose never shifts old draws. */
public final class Streams {
    public static final int LATENT = 1;
    public static final int CIRCUIT_WEIGHTS = 2;
    public static final int ENCODER_WEIGHTS = 3;
    public static final int PROJECTION = 4;
    public static final int SELECTION = 5;
    public static final int OUTCOME = 6;
    public static final int PHOTON_PATTERN = 7;
    public static final int INTERFERENCE = 8;

    private Streams() {}
}
