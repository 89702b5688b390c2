package org.everycore.photonics.gbs;

import java.util.Locale;

/** A pattern has more photons than memory or a limit allows. */
public final class TooManyPhotonsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyPhotonsException(String message) {
        super(message);
    }

    TooManyPhotonsException(int photons, double bytes) {
        super(
                Double.isNaN(bytes)
                        ? photons + " photons are over the limit of 4095"
                        : String.format(
                                Locale.ROOT,
                                "the tables of a pattern of %d photons would take over %.1f GiB",
                                photons,
                                bytes / (1L << 30)));
    }
}
