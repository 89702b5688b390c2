package org.everycore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.everycore.cluster.remote.NodeConfig;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    @Test
    void defaultsAreOneNodeOnLoopback() {
        NodeSettings settings = NodeSettings.read(ConfigFactory.empty());
        assertThat(settings.hostname()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(2551);
        assertThat(settings.roles()).containsExactlyInAnyOrder("supervisor", "cpu", "gateway");
        assertThat(settings.seeds()).as("it begins a cluster of its own").isEmpty();
        assertThat(settings.workers()).isPositive();
        assertThat(settings.memoryBytes()).isPositive();
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void anAddressThatOthersReachNeedsCertificates() {
        assertThatThrownBy(() -> read("hostname = \"192.0.2.1\""))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tls");
        NodeSettings settings =
                read("hostname = \"192.0.2.1\", tls { key-store = a, trust-store = b, password-file = c }");
        assertThat(NodeConfig.of(settings).getString("pekko.remote.artery.transport"))
                .isEqualTo("tls-tcp");
    }

    @Test
    void rolesAndPortsAreChecked() {
        assertThatThrownBy(() -> read("roles = [king]")).hasMessageContaining("king");
        assertThatThrownBy(() -> read("roles = []")).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> read("port = 70000")).hasMessageContaining("70000");
    }

    @Test
    void aNameGivesTheAddressesOfTheSeedsAndOfTheNodeItself() {
        NodeSettings settings =
                read("hostname = localhost, seed-nodes = [], seed-name = \"localhost\", seed-port = 99");
        assertThat(settings.seeds()).contains("127.0.0.1:99");
        assertThat(settings.canonicalHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void whatMustBeOnIsOnAndTimesAreThoseThatWereAgreed() {
        Config config = NodeConfig.of(NodeSettings.read(ConfigFactory.empty()));
        assertThat(config.getString("pekko.actor.provider")).isEqualTo("cluster");
        assertThat(config.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
        assertThat(config.getBoolean("pekko.remote.artery.untrusted-mode")).isFalse();
        assertThat(config.getBoolean("pekko.remote.deployment.enable-allow-list"))
                .isTrue();
        assertThat(config.getStringList("pekko.remote.deployment.allowed-actor-classes"))
                .isEmpty();
        assertThat(config.getBoolean("pekko.coordinated-shutdown.exit-jvm")).isTrue();
        assertThat(config.getBoolean("pekko.jvm-exit-on-fatal-error")).isTrue();
        assertThat(config.getString("pekko.cluster.split-brain-resolver.active-strategy"))
                .isEqualTo("keep-majority");
        assertThat(config.getString("pekko.cluster.split-brain-resolver.keep-majority.role"))
                .isEqualTo("supervisor");
        assertThat(config.getDuration("pekko.cluster.split-brain-resolver.stable-after"))
                .hasSeconds(4);
        assertThat(config.getDuration("pekko.cluster.down-removal-margin")).hasSeconds(3);
        assertThat(config.getDuration("pekko.cluster.failure-detector.heartbeat-interval"))
                .hasMillis(500);
        assertThat(config.getDuration("pekko.cluster.failure-detector.acceptable-heartbeat-pause"))
                .hasSeconds(3);
        assertThat(config.getString("everycore.wire.table")).hasSize(32);
    }

    private static NodeSettings read(String node) {
        return NodeSettings.read(ConfigFactory.parseString("everycore.node { " + node + " }"));
    }
}
