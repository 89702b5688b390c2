package org.everycore.runtime;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class path as the actor system of one process needs it: with the default settings of the parts of Pekko that run there
 * only, so that the serializers and extensions of networks and streams are not set up, and without the manifests that Pekko
 * compares at every start: a third of a short job's processor time. A node of a cluster sees the whole class path.
 */
final class LocalLoader extends ClassLoader {
    private static final Pattern PART_THAT_DOES_NOT_RUN = Pattern.compile("/pekko-(?!actor|slf4j)[^/]*\\.jar!");

    LocalLoader(ClassLoader all) {
        super("everycore-local", all);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return switch (name) {
            case "META-INF/MANIFEST.MF" -> Collections.emptyEnumeration();
            case "reference.conf" -> Collections.enumeration(parts(super.getResources(name)));
            default -> super.getResources(name);
        };
    }

    private static List<URL> parts(Enumeration<URL> settings) {
        return Collections.list(settings).stream()
                .filter(url -> !PART_THAT_DOES_NOT_RUN.matcher(url.toString()).find())
                .toList();
    }
}
