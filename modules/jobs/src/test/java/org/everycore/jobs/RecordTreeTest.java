package org.everycore.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordTreeTest {
    private static final InputRef BLOB = InputRef.blob("ab".repeat(32), "a.adi");

    record Inner(InputRef weights, int modes) {}

    record Spec(
            List<InputRef> logs,
            Inner inner,
            Map<String, InputRef> named,
            Optional<InputRef> table,
            InputRef[] row,
            PlaceRef store,
            String text) {
        Spec {
            if (logs.contains(InputRef.file("bad"))) {
                throw new SpecException("logs", "bad", "is not wanted");
            }
        }
    }

    private static Spec spec() {
        return new Spec(
                List.of(InputRef.file("a"), InputRef.file("b")),
                new Inner(InputRef.file("w"), 3),
                Map.of("x", InputRef.file("n")),
                Optional.of(InputRef.file("t")),
                new InputRef[] {InputRef.file("r")},
                PlaceRef.at("log.db"),
                "a");
    }

    @Test
    void findsEveryInputByItsPathInTheOrderOfTheComponents() {
        assertThat(RecordTree.find(spec(), InputRef.class).keySet())
                .containsExactly("logs[0]", "logs[1]", "inner.weights", "named.x", "table", "row[0]");
        assertThat(RecordTree.find(spec(), PlaceRef.class)).isEqualTo(Map.of("store", PlaceRef.at("log.db")));
        assertThat(RecordTree.find(new Inner(null, 1), InputRef.class)).isEmpty();
    }

    @Test
    void replacesWhatItIsToldAndLeavesTheRest() {
        Spec spec = spec();

        Spec replaced =
                RecordTree.replace(spec, InputRef.class, input -> input.equals(InputRef.file("b")) ? BLOB : input);

        assertThat(replaced.logs()).containsExactly(InputRef.file("a"), BLOB);
        assertThat(replaced.inner()).isSameAs(spec.inner());
        assertThat(replaced.store()).isSameAs(spec.store());
        assertThat(RecordTree.replace(spec, InputRef.class, input -> BLOB).row())
                .containsExactly(BLOB);
    }

    @Test
    void aRecordMadeAnewIsCheckedByItsConstructor() {
        assertThatThrownBy(() -> RecordTree.replace(spec(), InputRef.class, input -> InputRef.file("bad")))
                .isInstanceOf(SpecException.class)
                .hasMessage("logs = bad: is not wanted");
    }

    @Test
    void aPlaceIsAStringOrAName() {
        assertThat(place("\"log.db\"")).isEqualTo(PlaceRef.at("log.db"));
        assertThat(place("{\"place\": \"log.db\"}")).isEqualTo(PlaceRef.at("log.db"));
        assertThat(place("{\"name\": \"club\"}")).isEqualTo(PlaceRef.named("club"));
        assertThat(Json.mapper().valueToTree(PlaceRef.at("log.db")).toString()).isEqualTo("\"log.db\"");
        assertThat(Json.mapper().valueToTree(PlaceRef.named("club")).toString()).isEqualTo("{\"name\":\"club\"}");
        assertThat(PlaceRef.at(" JDBC:h2:mem:x").url()).isTrue();
        assertThat(PlaceRef.at("jdbc.db").url()).isFalse();
        for (String wrong : List.of("{}", "{\"name\": \"a\", \"place\": \"b\"}", "{\"nmae\": \"a\"}", "7")) {
            assertThatThrownBy(() -> place(wrong)).as(wrong).isInstanceOf(SpecException.class);
        }
        assertThatThrownBy(() -> PlaceRef.named("club").direct("store"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("store = club: is a name of a place");
    }

    record Placed(PlaceRef store) {}

    private static PlaceRef place(String json) {
        byte[] spec = ("{\"store\": " + json + "}").getBytes(StandardCharsets.UTF_8);
        return Specs.read(Specs.tree(spec, "spec"), Placed.class, "spec").store();
    }
}
