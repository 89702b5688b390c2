package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tokens");
    }

    @Test
    void aTokenIs256BitsAndItsFileDoesNotHoldIt() throws Exception {
        String one = Tokens.create(file, "one", Set.of(Scope.READ));
        String two = Tokens.create(file, "two", Set.of(Scope.READ, Scope.SUBMIT));
        assertThat(Base64.getUrlDecoder().decode(one)).hasSize(32);
        assertThat(one).isNotEqualTo(two);
        assertThat(Files.readString(file)).doesNotContain(one, two);
        Tokens tokens = Tokens.load(file);
        assertThat(tokens.bearer(one)).contains(new Tokens.Bearer("one", Set.of(Scope.READ)));
        assertThat(tokens.bearer(two)).contains(new Tokens.Bearer("two", Set.of(Scope.READ, Scope.SUBMIT)));
        assertThat(tokens.bearer(one + "=")).isEmpty();
        assertThat(tokens.bearer("")).isEmpty();
        assertThatThrownBy(() -> Tokens.create(file, "one", Set.of(Scope.READ))).isInstanceOf(SpecException.class);
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        Tokens.create(file, "one", Set.of(Scope.READ));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Tokens.load(file))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("0600");
    }

    @Test
    void aBrokenLineIsNamed() throws Exception {
        Tokens.create(file, "one", Set.of(Scope.READ));
        Files.writeString(file, Files.readString(file) + "# a comment\n\ntwo root " + "00".repeat(32) + "\n");
        assertThatThrownBy(() -> Tokens.load(file))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("root");
        Files.writeString(file, "one read 123\n");
        assertThatThrownBy(() -> Tokens.load(file))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("line 1");
    }
}
