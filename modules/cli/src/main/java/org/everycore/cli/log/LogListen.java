package org.everycore.cli.log;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.LogbookException;
import org.everycore.logbook.live.LiveLog;
import org.everycore.logbook.live.LiveOutcome;
import org.everycore.logbook.live.UdpListener;
import org.everycore.radio.adif.AdifRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes QSOs by UDP from the programs that make them. */
@Command(
        name = "listen",
        description = "Take QSOs by UDP while they are made: from WSJT-X and JTDX, from N1MM Logger+, and as ADIF text."
                + " Each is in the logbook before its line appears, and none stands there twice.",
        footerHeading =
                "%nWithout --port it listens where these programs send by default: 2237 (WSJT-X, JTDX), 2333 (ADIF) and%n"
                        + "12060 (N1MM), whichever of them no other program has. Every form is understood on every port.%n"
                        + "Changes and deletions in N1MM are followed, for QSOs that came from it. Ctrl-C ends it.%n%nExamples:%n",
        footer = {
            "  everycore log listen",
            "  everycore log listen --port 2237 --group 224.0.0.1    # when several programs listen to WSJT-X",
            "  everycore log listen --port 12060 --host 192.168.1.5  # N1MM on another computer of the shack"
        })
public final class LogListen implements Callable<Integer> {
    private static final List<Integer> USUAL = List.of(2237, 2333, 12060);
    private static final int BATCH = 2000;
    private static final long LOOK_MILLIS = 100;
    private static final long RETRY_MILLIS = 1000;
    private static final int REFUSALS_TOLD = 20;

    private final Session session;
    private final Map<LiveOutcome.Kind, Long> counts = new EnumMap<>(LiveOutcome.Kind.class);

    @Mixin
    private BookOptions book;

    @Option(names = "--port", split = ",", paramLabel = "PORT", description = "UDP ports; 0 for any free one.")
    private List<Integer> ports = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address of this machine on which to listen: 127.0.0.1 when absent, so that only programs on"
                            + " this machine are heard; 0.0.0.0 for all. UDP tells nothing of who sends.")
    private String host = "127.0.0.1";

    @Option(names = "--group", paramLabel = "ADDRESS", description = "A multicast group to join, such as 224.0.0.1.")
    private String group;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so many seconds.")
    private Long seconds;

    public LogListen(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (seconds != null && seconds < 0) {
            throw Failure.wrongInput("--for = " + seconds + ": must not be negative");
        }
        try (UdpListener listener = new UdpListener();
                LogStore store = book.openOrMake()) {
            LiveLog log = new LiveLog(store.logbook(book.name()));
            open(listener);
            listener.start();
            return session.interrupts().during(() -> {}, () -> serve(listener, log));
        }
    }

    private void open(UdpListener listener) throws IOException {
        InetAddress address = address(group == null ? host : group, group == null ? "--host" : "--group");
        if (group != null && !address.isMulticastAddress()) {
            throw Failure.wrongInput("--group = " + group + ": is no multicast address; those begin with 224 to 239");
        }
        for (int port : ports.isEmpty() ? USUAL : ports) {
            if (port < 0 || port > 65_535) {
                throw Failure.wrongInput("--port = " + port + ": must be 0 to 65535");
            }
            try {
                listener.listen(new InetSocketAddress(address, port));
            } catch (BindException e) {
                String line = "port " + port + " of " + address.getHostAddress() + " cannot be used: "
                        + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)
                        + "; another program may listen there (WSJT-X can send to a group that several join: --group)";
                if (!ports.isEmpty()) {
                    throw new Failure(ExitCode.FAILED, line, e);
                }
                session.warn(line);
            }
        }
        if (listener.addresses().isEmpty()) {
            throw new Failure(ExitCode.FAILED, "no port is left to listen on; --port names others");
        }
        for (InetSocketAddress at : listener.addresses()) {
            session.err().println("listening on " + at.getAddress().getHostAddress() + ":" + at.getPort());
        }
        if (group != null || !address.isLoopbackAddress()) {
            session.warn(
                    "whoever reaches " + address.getHostAddress() + " by UDP can write into logbook " + book.name());
        }
        session.err().flush();
    }

    private static InetAddress address(String text, String option) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new Failure(ExitCode.WRONG_INPUT, option + " = " + text + ": is no address of this machine", e);
        }
    }

    private int serve(UdpListener listener, LiveLog log) throws IOException {
        long end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (!session.interrupts().interrupted() && (seconds == null || System.nanoTime() - end < 0)) {
                store(listener.take(BATCH, LOOK_MILLIS), log);
            }
            // What had come by then is not left out.
            for (List<byte[]> rest = listener.take(BATCH, 0); !rest.isEmpty(); rest = listener.take(BATCH, 0)) {
                store(rest, log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.err().println(summary(listener));
        return session.interrupts().interrupted() ? ExitCode.CANCELLED.status() : 0;
    }

    /** Stores what came; while the database does not take it, it is tried again, and nothing that waits is given up. */
    private void store(List<byte[]> datagrams, LiveLog log) throws InterruptedException {
        boolean told = false;
        while (!datagrams.isEmpty()) {
            try {
                log.take(datagrams).forEach(this::tell);
                session.out().flush();
                return;
            } catch (LogbookException e) {
                if (session.interrupts().interrupted()) {
                    throw e;
                }
                if (!told) {
                    session.warn(e.getMessage() + "; trying again every second");
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    private void tell(LiveOutcome outcome) {
        long count = counts.merge(outcome.kind(), 1L, Long::sum);
        String program = QsoLines.plain(outcome.program());
        if (outcome.kind() == LiveOutcome.Kind.REFUSED && count <= REFUSALS_TOLD) {
            session.warn("a datagram" + (program.isEmpty() ? "" : " of " + program) + " is not taken: "
                    + QsoLines.plain(outcome.reason())
                    + (count == REFUSALS_TOLD ? "; further ones are counted, not told" : ""));
        }
        if (session.json()) {
            session.out().println(json(outcome));
        } else if (outcome.qso().isPresent() && outcome.kind() != LiveOutcome.Kind.REFUSED) {
            AdifRecord qso = outcome.qso().get();
            session.out()
                    .println(QsoLines.line(qso) + "  " + outcome.kind().name().toLowerCase(Locale.ROOT) + "  "
                            + program);
        }
    }

    private static String json(LiveOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        json.put("program", outcome.program());
        outcome.qso().ifPresent(qso -> json.put("fields", QsoLines.fields(qso)));
        if (!outcome.reason().isEmpty()) {
            json.put("reason", outcome.reason());
        }
        return JsonText.of(json);
    }

    private String summary(UdpListener listener) {
        StringBuilder line = new StringBuilder(Numbers.counted(listener.received(), "datagram"));
        counts.forEach((kind, count) ->
                line.append(", ").append(count).append(' ').append(kind.name().toLowerCase(Locale.ROOT)));
        if (listener.lost() > 0) {
            line.append(", ").append(listener.lost()).append(" lost: they came faster than the database takes them");
        }
        return line.toString();
    }
}
