package org.everycore.logbook.digest;

import java.net.URI;
import java.time.Duration;

/**
 * A language model behind an OpenAI-compatible endpoint, and what may be asked of it.
 *
 * @param url the endpoint's base, such as {@code https://host/v1}
 * @param key sent as a bearer token; never shown
 * @param timeout for one attempt
 * @param retries attempts after the first
 * @param parallel calls under way at a time
 * @param mostTokens of one answer
 * @param costCap in the price's currency, for one set of digests
 * @param pricePerMillionIn price of a million tokens asked
 * @param pricePerMillionOut price of a million tokens answered
 */
public record ModelOptions(
        URI url,
        String key,
        String model,
        Duration timeout,
        int retries,
        int parallel,
        int mostTokens,
        double costCap,
        double pricePerMillionIn,
        double pricePerMillionOut) {
    public static final String UNCONFIGURED =
            "no model is configured (EVERYCORE_AI_URL, EVERYCORE_AI_KEY); local text instead";

    public ModelOptions {
        if (url.getScheme() == null || !url.getScheme().matches("https?")) {
            throw new DigestException("the model's URL is http or https, not " + url);
        }
        if (key.isBlank() || model.isBlank()) {
            throw new DigestException("the model's key and name may not be empty");
        }
        if (timeout.isNegative() || timeout.isZero() || retries < 0 || retries > 10) {
            throw new DigestException("timeout " + timeout + ", retries " + retries);
        }
        if (parallel < 1 || parallel > 64 || mostTokens < 1) {
            throw new DigestException(
                    "parallel " + parallel + " is not within 1..64, or mostTokens " + mostTokens + " < 1");
        }
        if (!(costCap >= 0) || !(pricePerMillionIn >= 0) || !(pricePerMillionOut >= 0)) {
            throw new DigestException("cost cap and prices may not be negative");
        }
    }

    /** Sensible limits: 30 s, 2 retries, 4 calls at a time, 600 tokens, one unit of currency at 0.50 and 2.00. */
    public static ModelOptions of(URI url, String key, String model) {
        return new ModelOptions(url, key, model, Duration.ofSeconds(30), 2, 4, 600, 1.0, 0.5, 2.0);
    }

    public ModelOptions withCostCap(double cap) {
        return new ModelOptions(
                url, key, model, timeout, retries, parallel, mostTokens, cap, pricePerMillionIn, pricePerMillionOut);
    }

    public ModelOptions withTimeout(Duration perAttempt, int attemptsAfter) {
        return new ModelOptions(
                url,
                key,
                model,
                perAttempt,
                attemptsAfter,
                parallel,
                mostTokens,
                costCap,
                pricePerMillionIn,
                pricePerMillionOut);
    }

    public ModelOptions withParallel(int calls) {
        return new ModelOptions(
                url, key, model, timeout, retries, calls, mostTokens, costCap, pricePerMillionIn, pricePerMillionOut);
    }

    double cost(long in, long out) {
        return (in * pricePerMillionIn + out * pricePerMillionOut) / 1e6;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ModelOptions[" + model + " at " + url + "]";
    }
}
