package org.everycore.logbook.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogTest {
    private static final LocalDateTime ON = LocalDateTime.of(2024, 2, 29, 12, 0, 15);

    @TempDir
    Path folder;

    private LogStore store;
    private Logbook logbook;
    private LiveLog live;

    @BeforeEach
    void open() {
        store = LogStore.open(folder.resolve("log.db"));
        logbook = store.logbook("DL0EX");
        live = new LiveLog(logbook);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<LiveOutcome.Kind> take(byte[]... datagrams) {
        return live.take(List.of(datagrams)).stream().map(LiveOutcome::kind).toList();
    }

    @Test
    void aQsoToldInTwoFormsIsOne() {
        byte[] adif = QtMessage.of(2, 12, "WSJT-X")
                .text("<call:5>DK5YA <mode:4>MFSK <submode:3>FT4 <qso_date:8>20240229 <time_on:6>120015 <band:3>20m"
                        + " <freq:9>14.074512 <my_gridsquare:6>JN48QM <app_x:1>1 <EOR>")
                .bytes();
        assertThat(take(DatagramsTest.wsjtx("DK5YA", "FT4", ON), adif, adif))
                .containsExactly(LiveOutcome.Kind.ADDED, LiveOutcome.Kind.COMPLETED, LiveOutcome.Kind.KNOWN);
        assertThat(logbook.count(QsoQuery.ALL)).isEqualTo(1);
    }

    @Test
    void changesAndDeletionsOfN1mmAreFollowedForItsOwnQsosOnly() {
        assertThat(take(DatagramsTest.contact("contactinfo", ""))).containsExactly(LiveOutcome.Kind.ADDED);
        long id = logbook.search(QsoQuery.ALL).get(0).id();
        logbook.edit(id, logbook.search(QsoQuery.ALL).get(0).record().with("LOTW_QSL_RCVD", "Y"));
        byte[] changed = new String(
                        DatagramsTest.contact(
                                "contactreplace",
                                "<oldcall>W1AW</oldcall><oldtimestamp>2024-02-29 13:14:15</oldtimestamp>"),
                        StandardCharsets.UTF_8)
                .replace("<call>W1AW", "<call>W1AX")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(take(changed)).containsExactly(LiveOutcome.Kind.CHANGED);
        AdifRecord now = logbook.search(QsoQuery.ALL).get(0).record();
        assertThat(now.get("CALL")).isEqualTo("W1AX");
        assertThat(now.get("LOTW_QSL_RCVD")).isEqualTo("Y");

        byte[] deleted = new String(DatagramsTest.contact("contactdelete", ""), StandardCharsets.UTF_8)
                .replace("<call>W1AW", "<call>W1AX")
                .getBytes(StandardCharsets.UTF_8);
        byte[] stranger = new String(deleted, StandardCharsets.UTF_8)
                .replace("f9ff", "0000")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(take(stranger, deleted)).containsExactly(LiveOutcome.Kind.REFUSED, LiveOutcome.Kind.REMOVED);
        assertThat(logbook.count(QsoQuery.ALL)).isZero();
    }

    @Test
    void whatCannotBeReadCostsNothingElse() {
        byte[] undated = "<call:4>W1AW<mode:2>CW<band:3>20m<EOR>".getBytes(StandardCharsets.UTF_8);
        assertThat(take(
                        DatagramsTest.wsjtx("DK5YA", "FT8", ON),
                        new byte[] {1, 2, 3},
                        undated,
                        DatagramsTest.wsjtx("DK5YB", "FT8", ON)))
                .containsExactlyInAnyOrder(
                        LiveOutcome.Kind.ADDED,
                        LiveOutcome.Kind.REFUSED,
                        LiveOutcome.Kind.REFUSED,
                        LiveOutcome.Kind.ADDED);
        assertThat(logbook.count(QsoQuery.ALL)).isEqualTo(2);
    }

    @Test
    void everyDatagramArrives() throws Exception {
        int sent = 3000;
        List<byte[]> came = new ArrayList<>();
        try (UdpListener listener = new UdpListener();
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            listener.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.start();
            for (int i = 0; i < sent; i++) {
                byte[] data = DatagramsTest.wsjtx("DK" + i % 10 + "AA", "FT8", ON.plusMinutes(i));
                socket.send(new DatagramPacket(
                        data, data.length, listener.addresses().get(0)));
                if (i % 50 == 49) {
                    came.addAll(listener.take(sent, 5));
                }
            }
            for (List<byte[]> more = listener.take(sent, 2000); !more.isEmpty() && came.size() < sent; ) {
                came.addAll(more);
                more = came.size() < sent ? listener.take(sent, 2000) : List.of();
            }
            assertThat(listener.lost()).isZero();
        }
        assertThat(came).hasSize(sent);
        assertThat(live.take(came)).allMatch(outcome -> outcome.kind() == LiveOutcome.Kind.ADDED);
    }
}
