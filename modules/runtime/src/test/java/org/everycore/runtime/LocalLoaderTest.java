package org.everycore.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LocalLoaderTest {
    private final ClassLoader all = LocalLoaderTest.class.getClassLoader();
    private final ClassLoader local = new LocalLoader(all);

    @Test
    void settingsAreThoseOfThePartsThatRun() {
        Config everything = ConfigFactory.defaultReference(all);
        Config seen = ConfigFactory.defaultReference(local);

        assertThat(everything.hasPath("pekko.cluster")).isTrue();
        assertThat(seen.hasPath("pekko.cluster")).isFalse();
        assertThat(seen.hasPath("pekko.remote")).isFalse();
        assertThat(seen.getConfig("pekko.actor.serializers").root()).doesNotContainKey("pekko-cluster");
        assertThat(seen.getString("pekko.actor.provider")).isEqualTo(everything.getString("pekko.actor.provider"));
        assertThat(seen.hasPath("pekko.actor.typed")).isTrue();
        assertThat(seen.hasPath("everycore")).isEqualTo(everything.hasPath("everycore"));
    }

    @Test
    void manifestsAreHiddenAndAllElseIsSeen() throws IOException, ClassNotFoundException {
        assertThat(Collections.list(all.getResources("META-INF/MANIFEST.MF"))).isNotEmpty();
        assertThat(Collections.list(local.getResources("META-INF/MANIFEST.MF"))).isEmpty();
        assertThat(Collections.list(local.getResources("version.conf")))
                .isEqualTo(Collections.list(all.getResources("version.conf")));
        assertThat(local.loadClass(LocalRuntime.class.getName())).isSameAs(LocalRuntime.class);
    }
}
