package org.everycore.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import org.everycore.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogListenTest {
    @TempDir
    Path folder;

    @Test
    void endsInTimeAndTellsWhatCame() {
        CliRun run = CliRun.of(folder, "log", "listen", "--port", "0", "--for", "0");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("listening on 127.0.0.1:").contains("0 datagrams");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CliRun run =
                    CliRun.of(folder, "log", "listen", "--port", String.valueOf(other.getLocalPort()), "--for", "0");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .contains("port " + other.getLocalPort() + " of 127.0.0.1")
                    .contains("--group");
        }
    }
}
