package org.everycore.photonics.mixed;

/** A linear map of density matrices that a channel is made of, with its adjoint and its derivative by the one number it has. */
public interface ChannelStage {
    FockDensity apply(FockDensity state);

    /** The cotangent before the map, (∂L/∂re, ∂L/∂im), from that after it. */
    FockDensity adjoint(FockDensity cotangent);

    /** dL by the stage's own number, from the state before and the cotangent after. */
    double slope(FockDensity before, FockDensity cotangent);

    /** The derivatives of the stage's number by the operation's parameters. */
    double[] byParameters();
}
