package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, before a real node; skipped where there is no Chromium. */
@Tag("browser")
@Timeout(300)
class PagesBrowserTest {
    private static final Path PICTURES = Path.of("target", "browser");

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final KindRegistry kinds = KindRegistry.of(List.of(new LinesKind(), new NapKind()));

    private Config config(String name, String roles, int port, String seeds) {
        Path own = folder.resolve(name);
        return ConfigFactory.parseString("everycore {"
                + " node { port = " + port + ", seed-nodes = [" + seeds + "], roles = [" + roles + "], workers = 2,"
                + " state-folder = \"" + folder.resolve("state") + "\", work-folder = \"" + own.resolve("work")
                + "\" }\n store.url = \"jdbc:h2:file:" + own.resolve("store/jobs") + "\""
                + "\n blobs.folder = \"" + folder.resolve("blobs") + "\""
                + "\n gateway.port = 0 }\n"
                + "pekko { coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off },"
                + " jvm-exit-on-fatal-error = off, loglevel = ERROR }");
    }

    @Test
    void aJobIsWatchedReloadedAndCancelledAndALostNodeIsSeen() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on PATH");
        try (NodeServer node = NodeServer.start(
                        config("a", "supervisor, cpu, gateway", 0, ""), kinds, UnaryOperator.identity());
                Browser browser = Browser.open(chromium.get(), folder.resolve("profile"))) {
            while (!node.ready()) {
                Thread.sleep(50);
            }
            NodeServer worker = NodeServer.start(
                    config("b", "cpu", 0, "\"" + node.address() + "\""), kinds, UnaryOperator.identity());
            browser.size(1200, 800, false);
            browser.go(node.link().orElseThrow());
            browser.until("document.getElementById('health').textContent.includes('2 nodes')");

            submit(browser, "watched", 120);
            browser.until("document.querySelector('.state').textContent === 'running'");
            browser.until(
                    "document.querySelector('canvas.chunks').getAttribute('aria-label').includes('of 120 chunks')");
            browser.picture(PICTURES.resolve("job-running.png"));
            browser.reload();
            browser.until("document.querySelector('.state').textContent === 'running'");
            browser.value("location.hash = '#/lanes'");
            browser.until("document.querySelector('canvas.lanes').getAttribute('aria-label').includes('4 workers')");
            browser.until("document.querySelector('.legend a').textContent.includes('watched')");
            Thread.sleep(1_500);
            browser.picture(PICTURES.resolve("lanes.png"));
            browser.size(390, 800, true);
            Thread.sleep(500);
            browser.picture(PICTURES.resolve("lanes-phone-dark.png"));
            browser.value("location.hash = '#/jobs/watched'");
            browser.until("document.querySelector('.state').textContent === 'succeeded'");
            browser.until("document.body.innerText.includes('SHA-256')");
            browser.picture(PICTURES.resolve("job-ended-phone-dark.png"));
            browser.size(1200, 800, false);

            submit(browser, "stopped", 100_000);
            browser.until("document.querySelector('.state').textContent === 'running'");
            browser.click("button", "Cancel");
            browser.until("document.querySelector('dialog').open");
            browser.click("dialog button", "Cancel the job");
            browser.until("document.querySelector('.state').textContent === 'cancelled'");

            browser.value("location.hash = '#/cluster'");
            browser.until("document.querySelectorAll('table.nodes tbody tr').length === 2");
            worker.halt();
            browser.until("document.body.innerText.includes('" + worker.address() + " is missing')");
            browser.picture(PICTURES.resolve("cluster-lost.png"));
        }
    }

    /** A figure, and so not for a machine that is busy with other tests. */
    @Test
    @Tag("slow")
    void aThousandNodesCostThePageLittle() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on PATH");
        try (NodeServer node = NodeServer.start(
                        config("a", "supervisor, cpu, gateway", 0, ""), kinds, UnaryOperator.identity());
                Browser browser = Browser.open(chromium.get(), folder.resolve("profile"))) {
            browser.size(1200, 800, false);
            // The stream of a cluster of a thousand nodes with 64 workers each, at the pace at which the gateway sends.
            browser.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                    window.EventSource = class extends EventTarget {
                      constructor(url) {
                        super();
                        if (!url.endsWith("/api/v1/events")) return;
                        const send = (name, data) =>
                          this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
                        let second = Math.floor(Date.now() / 1000) * 1000 - 60000;
                        setInterval(() => {
                          const lanes = [];
                          const now = Date.now();
                          for (let node = 0; node < 1000; node++) {
                            const blocks = [];
                            for (let from = second; from + 1000 <= now; from += 1000) {
                              blocks.push({ job: `job-${(node + from / 1000) % 5}`, firstChunk: 0, lastChunk: 9, chunks: 10,
                                from, to: from + 1000, share: ((node + from / 1000) % 10) / 10, good: true });
                            }
                            lanes.push({ node: `node-${node}:2551/a/cpu`, worker: -1, blocks });
                          }
                          while (second + 1000 <= now) second += 1000;
                          send("lanes", { at: now, workers: 64000, lanes });
                        }, 500);
                      }
                      close() {}
                    };
                    """));
            browser.go(node.link().orElseThrow());
            browser.until("document.querySelector('nav')");
            browser.value("location.hash = '#/lanes'");
            browser.until("document.querySelector('canvas.lanes').getAttribute('aria-label').includes('1 000 nodes')");
            Thread.sleep(3_000);
            browser.picture(PICTURES.resolve("lanes-thousand.png"));
            double before = browser.cpuSeconds();
            Thread.sleep(10_000);
            double share = (browser.cpuSeconds() - before) / 10;
            System.out.printf(java.util.Locale.ROOT, "1,000 nodes: %.1f %% of a core%n", 100 * share);
            assertThat(share).as("of a core, with the making of the stream").isLessThan(0.1);
        }
    }

    private static void submit(Browser browser, String id, int lines) throws Exception {
        browser.value("fetch('/api/v1/jobs', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
                + " body: JSON.stringify({ kind: 'test.naps', jobId: '" + id + "', spec: { times: " + lines + " } }) })"
                + ".then((answer) => { location.hash = '#/jobs/" + id + "'; return answer.status; })");
    }
}
