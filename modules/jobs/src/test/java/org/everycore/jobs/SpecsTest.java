package org.everycore.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecsTest {
    record Inner(@Limits(min = 1, max = 100) int modes, double r) {
        Inner {
            if (modes == 13) {
                throw new SpecException("modes", modes, "is unlucky");
            }
        }
    }

    record Outer(String name, Inner inner, List<Inner> more, InputRef file, Map<String, Inner> named, Inner[] row) {
        Outer {
            if (name != null && name.isEmpty()) {
                throw new SpecException("name", "is empty");
            }
        }
    }

    @Test
    void reads_what_is_right() {
        Outer outer = read(
                "{\"name\":\"a\",\"inner\":{\"modes\":2,\"r\":0.1},\"more\":[{\"modes\":3,\"r\":1}],\"file\":\"x.adi\"}");

        assertThat(outer.inner()).isEqualTo(new Inner(2, 0.1));
        assertThat(outer.more()).containsExactly(new Inner(3, 1));
        assertThat(outer.file()).isEqualTo(InputRef.file("x.adi"));
        assertThat(read("{\"file\":{\"file\":\"y\"}}").file()).isEqualTo(InputRef.file("y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inner\":{\"modes\":0,\"r\":1}} | spec.inner.modes = 0: must be 1 to 100",
                "{\"inner\":{\"modes\":13,\"r\":1}} | spec.inner.modes: is unlucky (is 13)",
                "{\"inner\":{\"modes\":2,\"r\":NaN}} | is not JSON",
                "{\"inner\":{\"modes\":2,\"r\":1e999}} | spec.inner.r = Infinity: must be a finite number",
                "{\"inner\":{\"modes\":2.5,\"r\":1}} | spec.inner.modes",
                "{\"inner\":{\"modes\":\"2\",\"r\":1}} | spec.inner.modes",
                "{\"inner\":{\"modes\":99999999999,\"r\":1}} | spec.inner.modes",
                "{\"inner\":{\"modes\":2,\"mode\":2,\"r\":1}} | spec.inner.mode: is not a known key; known: modes, r",
                "{\"inner\":{\"r\":1}} | spec.inner.modes: is missing; it must be a whole number in range",
                "{\"more\":[{\"modes\":2,\"r\":1},{\"modes\":101,\"r\":1}]} | spec.more[1].modes = 101: must be 1 to 100",
                "{\"name\":\"a\",\"name\":\"b\"} | Duplicate",
                "[1] | spec: must be a JSON object",
                "{\"name\":\"\",\"innre\":{}} | spec.innre: is not a known key; known: file, inner, more, name, named, row",
                "{\"inner\":{\"mode\":2,\"r\":1}} | spec.inner.mode: is not a known key; known: modes, r",
                "{\"name\":\"\",\"more\":[{\"modes\":13,\"r\":1},{\"mdoes\":2}]} | spec.more[1].mdoes: is not a known key",
                "{\"named\":{\"b\":{\"R\":1}}} | spec.named.b.R: is not a known key; known: modes, r",
                "{\"row\":[{\"modes\":2,\"rr\":1}]} | spec.row[0].rr: is not a known key; known: modes, r",
                "{\"file\":{\"fiel\":\"y\"}} | spec.file.fiel: is not a known key; known: blob, file, name",
                "{\"name\":\"a\"} x | is not JSON"
            })
    void says_which_field_is_wrong(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(SpecException.class).hasMessageContaining(message);
    }

    @Test
    void refuses_deep_nesting() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatThrownBy(() -> read(deep)).isInstanceOf(SpecException.class).hasMessageContaining("depth");
    }

    @Test
    void a_job_file_has_defaults() {
        JobRequest request = JobRequest.parse(bytes("{\"kind\":\"photonics.sample\",\"spec\":{}}"), "job.json");

        assertThat(request.strategy()).isEqualTo("auto");
        assertThat(request.priority()).isEqualTo(JobRequest.DEFAULT_PRIORITY);
        assertThat(request.seed()).isZero();
    }

    @Test
    void a_job_file_with_a_wrong_key_names_file_and_key() {
        assertThatThrownBy(() -> JobRequest.parse(bytes("{\"kind\":\"a.b\",\"sede\":1}"), "job.json"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("job.json.sede: is not a known key");
    }

    private static Outer read(String json) {
        return Specs.read(Specs.tree(bytes(json), "spec"), Outer.class, "spec");
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
