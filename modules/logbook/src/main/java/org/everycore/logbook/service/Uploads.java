package org.everycore.logbook.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;

/** Sends QSOs: Club Log's "Uploading ADIF files programmatically" (putlogs.php) and QRZ.com's "Logbook API" (ACTION=INSERT). */
public final class Uploads {
    public static final URI CLUBLOG = URI.create("https://clublog.org");
    public static final URI QRZ = URI.create("https://logbook.qrz.com");

    private Uploads() {}

    /**
     * Sends a log to Club Log, which takes it or not as a whole.
     *
     * @param key the application's key, which Club Log gives on request
     * @param adi the log
     */
    public static void clubLog(
            URI server, String email, String password, String call, String key, byte[] adi, Duration patience)
            throws IOException {
        ServiceHttp http = new ServiceHttp("Club Log", server, patience);
        String boundary = "everycore-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", email);
        fields.put("password", password);
        fields.put("callsign", call);
        fields.put("api", key);
        fields.put("clear", "0");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            write(
                    body,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n");
        }
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"log.adi\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n");
        body.write(adi);
        write(body, "\r\n--" + boundary + "--\r\n");
        ServiceHttp.Answer answer = http.text(ServiceHttp.post(
                server.resolve("/putlogs.php"), "multipart/form-data; boundary=" + boundary, body.toByteArray()));
        if (answer.status() == 403) {
            throw ServiceException.refused(
                    "Club Log refuses name, password or key: " + ServiceHttp.gist(answer.text()));
        }
        if (answer.status() != 200) {
            throw ServiceException.unreachable(
                    "Club Log answers with status " + answer.status() + ": " + ServiceHttp.gist(answer.text()), null);
        }
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What QRZ.com did with one QSO. */
    public enum Sent {
        INSERTED,
        /** It was there. */
        KNOWN,
        /** It was not taken; QRZ.com's reason is told apart. */
        REFUSED
    }

    /** Sends QSOs to one logbook of QRZ.com, one a request, as its interface wants it. */
    public static final class Qrz {
        private final ServiceHttp http;
        private final URI target;
        private final String key;
        private String reason = "";

        /** @param key of the logbook, from its settings page at QRZ.com */
        public Qrz(URI server, String key, Duration patience) {
            this.http = new ServiceHttp("QRZ.com", server, patience);
            this.target = server.resolve("/api");
            this.key = key;
        }

        /** @throws ServiceException when the key is refused or QRZ.com cannot be reached */
        public Sent send(AdifRecord qso) throws IOException {
            ByteArrayOutputStream adi = new ByteArrayOutputStream();
            try (AdifWriter writer = new AdifWriter(adi, LengthUnit.BYTES)) {
                writer.record(qso);
            }
            Map<String, String> form = new LinkedHashMap<>();
            form.put("KEY", key);
            form.put("ACTION", "INSERT");
            form.put("ADIF", adi.toString(StandardCharsets.UTF_8).strip());
            ServiceHttp.Answer answer = http.text(ServiceHttp.postForm(target, form));
            Map<String, String> told = parsed(answer.text());
            String result = told.getOrDefault("RESULT", "").toUpperCase(Locale.ROOT);
            reason = told.getOrDefault("REASON", "");
            if (result.equals("OK") || result.equals("REPLACE")) {
                return Sent.INSERTED;
            }
            if (result.equals("AUTH") || reason.toLowerCase(Locale.ROOT).contains("invalid api key")) {
                throw ServiceException.refused("QRZ.com refuses the key" + (reason.isEmpty() ? "" : ": " + reason));
            }
            if (result.equals("FAIL")) {
                return reason.toLowerCase(Locale.ROOT).contains("duplicate") ? Sent.KNOWN : Sent.REFUSED;
            }
            throw ServiceException.unreachable(
                    "QRZ.com answers with status " + answer.status() + ": " + ServiceHttp.gist(answer.text()), null);
        }

        /** Why it did not take the last QSO. */
        public String reason() {
            return ServiceHttp.gist(reason);
        }

        private static Map<String, String> parsed(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String pair : List.of(text.strip().split("&"))) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    try {
                        values.put(
                                pair.substring(0, equals).toUpperCase(Locale.ROOT),
                                URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        values.put(pair.substring(0, equals).toUpperCase(Locale.ROOT), pair.substring(equals + 1));
                    }
                }
            }
            return values;
        }
    }
}
