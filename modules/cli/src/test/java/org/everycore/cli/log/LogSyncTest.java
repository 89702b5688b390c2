package org.everycore.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.everycore.cli.CliRun;
import org.everycore.cli.Interrupts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against small servers that speak the services' interfaces; the services themselves are not reached by any test. */
class LogSyncTest {
    private static final String REPORT = """
            ARRL Logbook of the World Status Report
            <PROGRAMID:4>LoTW
            <APP_LoTW_LASTQSL:19>2024-02-03 04:05:06
            <eoh>
            <CALL:4>W1AW <BAND:3>20M <MODE:2>CW <QSO_DATE:8>20240131 <TIME_ON:6>120500
            <QSL_RCVD:1>Y <QSLRDATE:8>20240203 <eor>
            """;

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<Map<String, String>> asked = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "service");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private interface Reply {
        void to(HttpExchange exchange, Map<String, String> fields) throws IOException;
    }

    private void on(String path, Reply reply) {
        server.createContext(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            Map<String, String> fields = new HashMap<>();
            for (String pair : (query == null ? body : query).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && !body.startsWith("--")) {
                    fields.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            fields.put("body", body);
            asked.add(fields);
            reply.to(exchange, fields);
        });
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private CliRun sync(Map<String, String> env, String... more) {
        List<String> args = new ArrayList<>(List.of("log", "sync"));
        args.addAll(List.of(more));
        args.addAll(
                List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        return CliRun.in(folder, env, "", new Interrupts(), args.toArray(String[]::new));
    }

    private void add(String call) {
        CliRun run = CliRun.of(folder, "log", "add", call, "BAND=20m", "MODE=CW", "QSO_DATE=20240131", "TIME_ON=1204");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private String fields(String call) {
        return CliRun.of(folder, "log", "search", call, "--json").out();
    }

    @Test
    void importsWhatLotwConfirms() {
        add("W1AW");
        on("/lotwuser/lotwreport.adi", (exchange, fields) -> answer(exchange, 200, REPORT + "<APP_LoTW_EOF>\n"));
        CliRun run = sync(Map.of("EVERYCORE_LOTW_PASSWORD", "geheim&=+"), "lotw", "--user", "DL1XYZ");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(asked.get(0))
                .containsEntry("login", "DL1XYZ")
                .containsEntry("password", "geheim&=+")
                .containsEntry("qso_qslsince", "1945-11-15");
        assertThat(fields("W1AW")).contains("\"LOTW_QSL_RCVD\":\"Y\"").contains("\"LOTW_QSLRDATE\":\"20240203\"");
        CliRun again = sync(Map.of("EVERYCORE_LOTW_PASSWORD", "x"), "lotw", "--user", "DL1XYZ");
        assertThat(again.exit()).isZero();
        assertThat(asked.get(1)).containsEntry("qso_qslsince", "2024-02-02");
    }

    @Test
    void aReportThatBreaksOffIsNotImported() {
        add("W1AW");
        on("/lotwuser/lotwreport.adi", (exchange, fields) -> answer(exchange, 200, REPORT));
        CliRun cut = sync(Map.of("EVERYCORE_LOTW_PASSWORD", "x"), "lotw", "--user", "DL1XYZ");
        assertThat(cut.exit()).isEqualTo(4);
        assertThat(cut.err()).contains("breaks off").doesNotContain("password=");
        server.removeContext("/lotwuser/lotwreport.adi");
        on("/lotwuser/lotwreport.adi", (exchange, fields) -> {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(REPORT.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        assertThat(sync(Map.of("EVERYCORE_LOTW_PASSWORD", "x"), "lotw", "--user", "DL1XYZ")
                        .exit())
                .isEqualTo(4);
        assertThat(fields("W1AW")).doesNotContain("LOTW_QSL_RCVD");
    }

    @Test
    void wrongPasswordsSlowAnswersAndNobodyThere() {
        on(
                "/lotwuser/lotwreport.adi",
                (exchange, fields) -> answer(
                        exchange,
                        200,
                        "<html><head><title>x</title></head><body><b>Username/password incorrect</b></body></html>"));
        CliRun wrong = sync(Map.of("EVERYCORE_LOTW_PASSWORD", "x"), "lotw", "--user", "DL1XYZ");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("name or password are not right");
        on("/qslcard/DownloadInBox.cfm", (exchange, fields) -> {
            try {
                TimeUnit.SECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CliRun slow = sync(Map.of("EVERYCORE_EQSL_PASSWORD", "x"), "eqsl", "--user", "DL1XYZ", "--timeout", "1");
        assertThat(slow.exit()).isEqualTo(4);
        assertThat(slow.err()).contains("did not answer within 1 s");
        server.stop(0);
        CliRun gone = sync(Map.of("EVERYCORE_LOTW_PASSWORD", "x"), "lotw", "--user", "DL1XYZ");
        assertThat(gone.exit()).isEqualTo(4);
        CliRun clear = CliRun.in(
                folder,
                Map.of("EVERYCORE_LOTW_PASSWORD", "x"),
                "",
                new Interrupts(),
                "log",
                "sync",
                "lotw",
                "--user",
                "DL1XYZ",
                "--server",
                "http://192.0.2.1");
        assertThat(clear.exit()).isEqualTo(1);
        assertThat(clear.err()).contains("use https");
        assertThat(sync(Map.of(), "lotw", "--user", "DL1XYZ").err()).contains("EVERYCORE_LOTW_PASSWORD");
    }

    @Test
    void fetchesTheFileThatEqslNames() {
        add("W1AW");
        on(
                "/qslcard/DownloadInBox.cfm",
                (exchange, fields) -> answer(
                        exchange,
                        200,
                        "Your ADIF log file has been built <A HREF=\"../downloadedfiles/x123.adi\">.ADI file</A>"));
        on(
                "/downloadedfiles/x123.adi",
                (exchange, fields) -> answer(
                        exchange,
                        200,
                        "eQSL\n<PROGRAMID:21>eQSL.cc DownloadInBox\n<EOH>\n<CALL:4>W1AW<QSO_DATE:8:D>20240131<TIME_ON:4>1204"
                                + "<BAND:3>20M<MODE:2>CW<QSL_SENT:1>Y<EOR>\n"));
        CliRun run = sync(Map.of("EVERYCORE_EQSL_PASSWORD", "x"), "eqsl", "--user", "DL1XYZ", "--since", "2024-01-01");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(asked.get(0)).containsEntry("RcvdSince", "202401010000");
        assertThat(fields("W1AW")).contains("\"EQSL_QSL_RCVD\":\"Y\"");
    }

    @Test
    void sendsToClubLogOnce() throws IOException {
        add("W1AW");
        on(
                "/putlogs.php",
                (exchange, fields) ->
                        answer(exchange, fields.get("body").contains("geheim") ? 200 : 403, "Invalid login"));
        Path key = Files.writeString(folder.resolve("key"), "abc\n");
        String[] call = {"clublog", "--user", "me@example.org", "--station", "DL1XYZ", "--key-file", key.toString()};
        assertThat(sync(Map.of("EVERYCORE_CLUBLOG_PASSWORD", "falsch"), call).exit())
                .isEqualTo(1);
        CliRun run = sync(Map.of("EVERYCORE_CLUBLOG_PASSWORD", "geheim"), call);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 QSO sent to clublog");
        assertThat(asked.get(1).get("body")).contains("<CALL:4>W1AW").contains("name=\"api\"\r\n\r\nabc");
        assertThat(sync(Map.of("EVERYCORE_CLUBLOG_PASSWORD", "geheim"), call).out())
                .contains("0 QSOs sent");
        assertThat(asked).hasSize(2);
    }

    @Test
    void sendsToQrzOneByOneAndKeepsWhatArrived() {
        add("W1AW");
        add("W2AW");
        add("W3AW");
        add("W4AW");
        on("/api", (exchange, fields) -> {
            String adif = fields.get("ADIF");
            String text = adif.contains("W1AW")
                    ? "RESULT=OK&LOGID=1&COUNT=1"
                    : adif.contains("W2AW")
                            ? "RESULT=FAIL&REASON=Unable to add QSO to database: duplicate&COUNT=0"
                            : adif.contains("W3AW")
                                    ? "RESULT=FAIL&REASON=wrong station_callsign"
                                    : "RESULT=AUTH&REASON=invalid api key";
            answer(exchange, 200, text);
        });
        CliRun run = sync(Map.of("EVERYCORE_QRZ_KEY", "k"), "qrz");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("QRZ.com refuses the key");
        assertThat(fields("W1AW")).contains("QRZCOM_QSO_UPLOAD_STATUS");
        assertThat(fields("W2AW")).contains("QRZCOM_QSO_UPLOAD_STATUS");
        assertThat(fields("W3AW")).doesNotContain("QRZCOM_QSO_UPLOAD_STATUS");
        int before = asked.size();
        sync(Map.of("EVERYCORE_QRZ_KEY", "k"), "qrz");
        assertThat(asked).hasSize(before + 2);
    }
}
