package org.everycore.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process finds what jobs name: files on its own disk, or fetched from the blob store into a cache; databases and
 * folders.
 */
@FunctionalInterface
public interface Inputs {
    /** Inputs that are files which this process can see. Blobs are unknown to it. */
    Inputs LOCAL = ref -> {
        if (ref.file() == null) {
            throw new IOException("blob " + ref.blob() + " needs a blob store, and this process has none");
        }
        Path path = Path.of(ref.file());
        if (!Files.exists(path)) {
            throw new SpecException("file", ref.file(), "no such file");
        }
        return path;
    };

    /** A readable local file with the input's bytes; it must not be changed or deleted. */
    Path resolve(InputRef ref) throws IOException;

    /**
     * Where a database or folder is that a job names. A process that acts for its own user goes wherever the job says; a node
     * goes to what its operator has listed, by name, and nowhere else.
     *
     * @param field what messages call the place
     * @throws SpecException when this process does not go there
     */
    default Place place(String field, PlaceRef ref) {
        return Place.at(ref.direct(field));
    }

    /**
     * What else this process has for its jobs, such as the language model of its settings: kinds ask for a type of their own.
     * Empty when it has nothing of the sort.
     */
    default <T> Optional<T> offered(Class<T> type) {
        return Optional.empty();
    }

    /** These, with a user's name and password for the servers that his own jobs name. */
    default Inputs as(String user, String password) {
        Inputs files = this;
        return new Inputs() {
            @Override
            public Path resolve(InputRef ref) throws IOException {
                return files.resolve(ref);
            }

            @Override
            public Place place(String field, PlaceRef ref) {
                return new Place(files.place(field, ref).at(), user, password);
            }

            @Override
            public <T> Optional<T> offered(Class<T> type) {
                return files.offered(type);
            }
        };
    }

    /** These, with one thing more on offer. */
    default Inputs offering(Object thing) {
        Inputs others = this;
        return new Inputs() {
            @Override
            public Path resolve(InputRef ref) throws IOException {
                return others.resolve(ref);
            }

            @Override
            public Place place(String field, PlaceRef ref) {
                return others.place(field, ref);
            }

            @Override
            public <T> Optional<T> offered(Class<T> type) {
                return type.isInstance(thing) ? Optional.of(type.cast(thing)) : others.offered(type);
            }
        };
    }
}
