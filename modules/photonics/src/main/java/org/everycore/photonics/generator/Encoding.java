package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the latent vector z enters the circuit of N modes. */
public enum Encoding {
    /** Mode k starts in the coherent state 0.3 (z[k] + i z[N+k]); fewer than 2N numbers pass a fixed random projection. */
    COHERENT_STATE,
    /** Mode k starts displaced by 0.5 z[k], real; a shorter z repeats. */
    DIRECT_DISPLACEMENT,
    /** Mode k starts displaced by 0.3 z[2k] e^{i z[2k+1]}; a shorter z repeats. */
    POLAR_DISPLACEMENT,
    /** A network latent -> 16 tanh -> all circuit parameters, tanh, whose output x 0.1 is added to the weights. */
    CLASSICAL_NEURAL,
    /** π tanh(z W) is added to the rotations of the interferometers. */
    ANGLE_ENCODING,
    /** 0.1 z W is added to 30 % of the circuit's parameters, chosen once. */
    SPARSE_PARAMETER;

    /** Whether all samples share the circuit and differ in the ket that it starts from. */
    public boolean sharedCircuit() {
        return this == COHERENT_STATE || this == DIRECT_DISPLACEMENT || this == POLAR_DISPLACEMENT;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
