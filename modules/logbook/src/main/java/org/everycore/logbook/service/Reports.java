package org.everycore.logbook.service;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches what LoTW and eQSL report: ARRL's "Querying LoTW" (lotwreport.adi; a whole report ends with APP_LoTW_EOF) and eQSL.cc's
 * "DownloadInBox" (a page that names the file it has made).
 */
public final class Reports {
    public static final URI LOTW = URI.create("https://lotw.arrl.org");
    public static final URI EQSL = URI.create("https://www.eqsl.cc");

    private static final Pattern LINK =
            Pattern.compile("href\\s*=\\s*[\"']?([^\"'\\s>]+\\.adi)", Pattern.CASE_INSENSITIVE);
    private static final int TAIL = 4096;

    private Reports() {}

    /**
     * Writes LoTW's confirmations since a day into a file.
     *
     * @throws ServiceException when LoTW refuses the password, cannot be reached, or breaks off
     */
    public static void lotw(URI server, String user, String password, LocalDate since, Duration patience, Path to)
            throws IOException {
        ServiceHttp http = new ServiceHttp("LoTW", server, patience);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("login", user);
        query.put("password", password);
        query.put("qso_query", "1");
        query.put("qso_qsl", "yes");
        query.put("qso_qslsince", since.toString());
        query.put("qso_qsldetail", "yes");
        query.put("qso_withown", "yes");
        http.download(
                HttpRequest.newBuilder(server.resolve("/lotwuser/lotwreport.adi?" + ServiceHttp.form(query))), to);
        String head = head(to);
        if (!head.toUpperCase(Locale.ROOT).contains("<EOH>")) {
            throw ServiceException.refused("LoTW sends no report: "
                    + (head.toLowerCase(Locale.ROOT).contains("password incorrect")
                            ? "name or password are not right"
                            : ServiceHttp.gist(head)));
        }
        if (!tail(to).toUpperCase(Locale.ROOT).contains("<APP_LOTW_EOF>")) {
            throw ServiceException.unreachable("LoTW's report breaks off before its end; nothing was imported", null);
        }
    }

    /** As {@link #lotw} for the inbox of eQSL. */
    public static void eqsl(URI server, String user, String password, LocalDate since, Duration patience, Path to)
            throws IOException {
        ServiceHttp http = new ServiceHttp("eQSL", server, patience);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("UserName", user);
        form.put("Password", password);
        form.put("RcvdSince", since.format(DateTimeFormatter.BASIC_ISO_DATE) + "0000");
        URI page = server.resolve("/qslcard/DownloadInBox.cfm");
        ServiceHttp.Answer answer = http.text(ServiceHttp.postForm(page, form));
        Matcher link = LINK.matcher(answer.text());
        if (answer.text().toLowerCase(Locale.ROOT).contains("you have no log entries")) {
            Files.writeString(to, "<PROGRAMID:21>eQSL.cc DownloadInBox <EOH>\n", StandardCharsets.US_ASCII);
            return;
        }
        if (answer.status() != 200 || !link.find()) {
            throw ServiceException.refused("eQSL sends no report: "
                    + (answer.text().toLowerCase(Locale.ROOT).contains("no such username/password")
                            ? "name or password are not right"
                            : ServiceHttp.gist(answer.text())));
        }
        URI file = page.resolve(link.group(1));
        if (!file.getHost().equals(server.getHost()) || !file.getScheme().equals(server.getScheme())) {
            throw ServiceException.refused("eQSL names a file at " + file.getHost() + ", which is not fetched");
        }
        http.download(HttpRequest.newBuilder(file), to);
        if (!head(to).toUpperCase(Locale.ROOT).contains("<EOH>")) {
            throw ServiceException.unreachable("eQSL's report has no header; nothing was imported", null);
        }
        String end = tail(to).stripTrailing().toUpperCase(Locale.ROOT);
        if (!end.endsWith("<EOR>") && !end.endsWith("<EOH>")) {
            throw ServiceException.unreachable("eQSL's report breaks off before its end; nothing was imported", null);
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1);
        }
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - TAIL));
            byte[] bytes = new byte[(int) Math.min(TAIL, in.length())];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
