package org.everycore.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.everycore.client.ClientSettings;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.cluster.security.LocalToken;
import org.everycore.cluster.security.PrivateFile;
import org.everycore.gateway.NodeServer;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that want what is not theirs: a database of their own choice, a server's password, a file anywhere. */
@Tag("cluster")
class HostileJobTest {
    private static final String SECRET = "club-password";

    @TempDir
    Path folder;

    private FakePostgres listed;
    private FakePostgres other;
    private NodeServer node;
    private EverycoreClient client;

    @BeforeEach
    void start() throws Exception {
        listed = new FakePostgres();
        other = new FakePostgres();
        Path password = folder.resolve("club.password");
        PrivateFile.write(password, SECRET + "\n");
        node = NodeServer.start(
                ConfigFactory.parseString("everycore {"
                        + " node { port = 0, seed-nodes = [], workers = 1, state-folder = \"" + folder.resolve("state")
                        + "\", work-folder = \"" + folder.resolve("work") + "\" }"
                        + "\n store.url = \"jdbc:h2:file:" + folder.resolve("jobs/jobs") + "\""
                        + "\n blobs.folder = \"" + folder.resolve("blobs") + "\""
                        + "\n gateway { port = 0, shared-folders = [\"" + folder.resolve("shared") + "\"] }"
                        + "\n places.logbooks { club { url = \"" + listed.url() + "\", user = radio, password-file = \""
                        + password + "\" }, here.url = \"" + folder.resolve("here.db") + "\" } }\n"
                        + "pekko { coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off },"
                        + " jvm-exit-on-fatal-error = off, loglevel = ERROR }"),
                KindRegistry.load(),
                UnaryOperator.identity());
        Files.createDirectories(folder.resolve("shared"));
        URI url = URI.create(node.url().orElseThrow());
        client = new EverycoreClient(
                ClientSettings.of(url)
                        .withPatience(Duration.ofSeconds(60))
                        .withToken(LocalToken.find(folder.resolve("state"), url).orElseThrow()),
                KindRegistry.load());
    }

    @AfterEach
    void stop() throws IOException {
        node.halt();
        listed.close();
        other.close();
    }

    private JobRequest job(String store) throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.adi"),
                "<CALL:5>DL1AA<QSO_DATE:8>20240101<TIME_ON:4>1200<BAND:3>20m<MODE:2>CW<EOR>\n");
        return JobRequest.of(
                "radio.import",
                1,
                Json.mapper()
                        .readTree("{\"logs\": [\"" + log + "\"], \"store\": " + store + ", \"logbook\": \"default\"}"));
    }

    @Test
    void noPlaceOfAJobsOwnReachesADriver() throws Exception {
        Path evil = folder.resolve("shared/evil.db");
        for (String store : List.of(
                other.url(),
                "jdbc:sqlite:" + evil,
                evil.toString(),
                "../../evil.db",
                folder.resolve("shared/evil.mv.db").toString(),
                "jdbc:h2:file:" + folder.resolve("shared/evil"),
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://127.0.0.1:9/'")) {
            assertThatThrownBy(() -> client.submit(job("\"" + store + "\"")))
                    .as(store)
                    .hasMessageContaining("everycore.places.logbooks")
                    .hasMessageContaining("club");
        }
        assertThatThrownBy(() -> client.submit(job("{\"name\": \"nobody\"}"))).hasMessageContaining("nobody");
        assertThat(Files.exists(evil)).isFalse();
        assertThat(other.heard).isEmpty();
        assertThat(listed.heard).isEmpty();
    }

    @Test
    void aListedPlaceIsUsedAndItsPasswordGoesThereAlone() throws Exception {
        JobStatus end = client.await(client.submit(job("{\"name\": \"here\"}")), event -> {});
        assertThat(end.state()).as("%s", end.document()).isEqualTo(JobState.SUCCEEDED);
        assertThat(folder.resolve("here.db")).exists();
        assertThat(listed.heard).isEmpty();

        JobStatus failed = client.await(client.submit(job("{\"name\": \"club\"}")), event -> {});
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(listed.heard).anyMatch(text -> text.contains(SECRET));
        assertThat(other.heard).isEmpty();
        assertThat(failed.document().toString()).doesNotContain(SECRET);
    }

    @Test
    void anH2FileIsRefusedInTheOperatorsListToo() {
        assertThatThrownBy(() -> NodeServer.start(
                                ConfigFactory.parseString("everycore.places.logbooks.x.url = \"/srv/x.mv.db\"\n"
                                        + "everycore { node { port = 0, state-folder = \"" + folder.resolve("state")
                                        + "\" }, store.url = \"jdbc:h2:file:" + folder.resolve("second/jobs")
                                        + "\", blobs.folder = \"" + folder.resolve("second/blobs")
                                        + "\", gateway.port = 0 }"),
                                KindRegistry.load(),
                                UnaryOperator.identity())
                        .close())
                .hasMessageContaining("everycore.places.logbooks.x.url")
                .hasMessageContaining("SQLite");
    }

    /** Listens as PostgreSQL does, asks for the password in clear, keeps what it is told, and hangs up. */
    private static final class FakePostgres implements AutoCloseable {
        private static final int SSL = 80877103;
        private static final int GSS = 80877104;

        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

        FakePostgres() throws IOException {
            Thread thread = new Thread(this::listen, "fake-postgres");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/log";
        }

        private void listen() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    client.setSoTimeout(5000);
                    heard.add("connection");
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    byte[] start = message(in);
                    while (code(start) == SSL || code(start) == GSS) {
                        client.getOutputStream().write('N');
                        start = message(in);
                    }
                    heard.add(new String(start, StandardCharsets.UTF_8));
                    client.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
                    in.readByte();
                    heard.add(new String(message(in), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    heard.add("gone");
                }
            }
        }

        private static byte[] message(DataInputStream in) throws IOException {
            return in.readNBytes(in.readInt() - 4);
        }

        private static int code(byte[] start) {
            return java.nio.ByteBuffer.wrap(start).getInt();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
