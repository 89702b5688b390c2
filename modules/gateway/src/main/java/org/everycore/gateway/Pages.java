package org.everycore.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The pages that a browser gets: static files, read once, which ask the same API as everybody. They need nothing from other
 * servers, and nothing in them is run but the modules named here.
 */
final class Pages {
    static final String INDEX = "index.html";

    private static final List<String> FILES = List.of(
            INDEX,
            "pages.css",
            "icon.svg",
            "main.js",
            "api.js",
            "dom.js",
            "jobs.js",
            "job.js",
            "cluster.js",
            "lanes.js",
            "chunks.js",
            "kinds.js");

    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", ContentTypes.parse("text/css; charset=utf-8"),
            "js", ContentTypes.parse("text/javascript; charset=utf-8"),
            "svg", ContentTypes.parse("image/svg+xml"));

    private final Map<String, byte[]> files =
            FILES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Pages::read));

    HttpResponse file(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new HttpProblem(404, "no_such_page", null, "there is no page of that name");
        }
        return HttpResponse.create()
                .withEntity(HttpEntities.create(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content));
    }

    private static byte[] read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("pages/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
