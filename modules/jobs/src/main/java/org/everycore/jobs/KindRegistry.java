package org.everycore.jobs;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.everycore.jobs.result.ResultFormat;

/** The job kinds that this process knows, by name. */
public final class KindRegistry {
    private final Map<String, JobKind<?, ?>> kinds;

    private KindRegistry(Map<String, JobKind<?, ?>> kinds) {
        this.kinds = kinds;
    }

    /** Every kind on the class path and in further loaders, such as that of {@code lib/ext}. */
    public static KindRegistry load(ClassLoader loader) {
        Map<String, JobKind<?, ?>> found = new TreeMap<>();
        for (JobKind<?, ?> kind : ServiceLoader.load(JobKind.class, loader)) {
            add(found, kind);
        }
        return new KindRegistry(found);
    }

    public static KindRegistry load() {
        return load(KindRegistry.class.getClassLoader());
    }

    public static KindRegistry of(Collection<? extends JobKind<?, ?>> kinds) {
        Map<String, JobKind<?, ?>> found = new TreeMap<>();
        kinds.forEach(kind -> add(found, kind));
        return new KindRegistry(found);
    }

    public JobKind<?, ?> get(String name) {
        JobKind<?, ?> kind = kinds.get(name);
        if (kind == null) {
            throw new UnknownKindException(name, kinds.keySet());
        }
        return kind;
    }

    /**
     * The forms that a request's result can be written in, the default first.
     *
     * @throws SpecException when the kind is not known or the spec cannot be used
     */
    public List<ResultFormat> formats(JobRequest request) {
        return formats(get(request.kind()), request);
    }

    private static <S> List<ResultFormat> formats(JobKind<S, ?> kind, JobRequest request) {
        return kind.formats(kind.parse(request.spec()));
    }

    /** The kind of this name, if this process knows it. */
    public Optional<JobKind<?, ?>> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    public List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    public Collection<JobKind<?, ?>> all() {
        return Collections.unmodifiableCollection(kinds.values());
    }

    private static void add(Map<String, JobKind<?, ?>> found, JobKind<?, ?> kind) {
        JobKind<?, ?> twin = found.put(kind.name(), kind);
        if (twin != null && twin.getClass() != kind.getClass()) {
            throw new ServiceConfigurationError(
                    "two job kinds are called " + kind.name() + ": " + twin.getClass() + ", " + kind.getClass());
        }
    }
}
