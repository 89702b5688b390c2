package org.everycore.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * A database or folder that a job's workers go to where they run: a path, a JDBC URL, or the name under which the operator of
 * a cluster keeps one. It is never uploaded; what is to be read as a file is an {@link InputRef}. In JSON a plain string is a
 * path or URL, {@code {"name": "club"}} a name.
 */
public record PlaceRef(
        @JsonProperty("place") String place,
        @JsonProperty("name") String name) {
    private static final String JDBC = "jdbc:";

    @JsonCreator
    public PlaceRef {
        if ((place == null) == (name == null)) {
            throw new SpecException("place", "is either a path or URL, or the name of one");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PlaceRef at(String place) {
        return new PlaceRef(place, null);
    }

    public static PlaceRef named(String name) {
        return new PlaceRef(null, name);
    }

    /** Whether it is a JDBC URL, in whatever case and behind whatever blanks. */
    public boolean url() {
        return place != null && place.strip().toLowerCase(Locale.ROOT).startsWith(JDBC);
    }

    /**
     * The path or URL.
     *
     * @param field what messages call this place
     * @throws SpecException for a name, which a gateway replaces by its place before workers see it
     */
    public String direct(String field) {
        if (place == null) {
            throw new SpecException(
                    field,
                    name,
                    "is a name of a place, and only a cluster whose operator gave it knows it; name a path or URL");
        }
        return place;
    }

    /** What people call this place in messages. */
    public String shown() {
        return place == null ? name : place;
    }

    @JsonValue
    Object json() {
        return place == null ? Map.of("name", name) : place;
    }
}
