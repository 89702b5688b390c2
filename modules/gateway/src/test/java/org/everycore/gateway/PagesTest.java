package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"/pages/([^\"]+)\"|from \"\\./([^\"]+)\"");

    private final Pages pages = new Pages();

    private static String text(HttpResponse response) {
        return ((HttpEntity.Strict) response.entity()).getData().decodeString(StandardCharsets.UTF_8);
    }

    @Test
    void everythingThatThePageNamesIsThere() {
        Deque<String> todo = new ArrayDeque<>(List.of(Pages.INDEX));
        Set<String> seen = new LinkedHashSet<>(todo);
        while (!todo.isEmpty()) {
            Matcher references = REFERENCE.matcher(text(pages.file(todo.pop())));
            while (references.find()) {
                String name = references.group(1) == null ? references.group(2) : references.group(1);
                if (seen.add(name)) {
                    todo.add(name);
                }
            }
        }
        assertThat(seen).contains("main.js", "pages.css", "icon.svg", "dom.js", "jobs.js", "job.js");
    }

    @Test
    void filesHaveTheTypesThatABrowserRuns() {
        assertThat(pages.file("main.js").entity().getContentType().toString()).startsWith("text/javascript");
        assertThat(pages.file("pages.css").entity().getContentType().toString()).startsWith("text/css");
        assertThat(pages.file("icon.svg").entity().getContentType().toString()).startsWith("image/svg+xml");
    }

    @Test
    void nothingComesFromElsewhereAndNoScriptStandsInThePage() {
        String index = text(pages.file(Pages.INDEX));
        assertThat(index).doesNotContain("http:", "https:", "onclick", "<style");
        assertThat(index).containsOnlyOnce("<script");
    }

    @Test
    void onlyWhatIsNamedIsGiven() {
        for (String name : List.of("", "../openapi.json", "nothing.js", "INDEX.HTML")) {
            assertThatThrownBy(() -> pages.file(name)).isInstanceOf(HttpProblem.class);
        }
    }
}
