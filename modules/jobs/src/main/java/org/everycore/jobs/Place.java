package org.everycore.jobs;

import java.util.Objects;

/**
 * Where a place that a job names really is, and as whom to go there.
 *
 * @param at a path or JDBC URL
 * @param user empty: whatever the URL says
 * @param password of the user; belongs to this place and goes nowhere else
 */
public record Place(String at, String user, String password) {
    public Place {
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(password, "password is null");
    }

    public static Place at(String at) {
        return new Place(at, "", "");
    }

    @Override
    public String toString() {
        return at.replaceFirst("\\?.*", "");
    }
}
