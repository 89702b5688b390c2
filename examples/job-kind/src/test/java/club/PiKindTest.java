package club;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.run.DirectRunner;
import org.junit.jupiter.api.Test;

class PiKindTest {
    private final PiKind kind = new PiKind();

    @Test
    void anyCutAndAnyNumberOfWorkersGiveTheSameBytes() throws Exception {
        PiKind.Spec spec = new PiKind.Spec(1_234_567);
        String alone = DirectRunner.of(kind, spec).seed(7).run().result().sha256();
        for (int workers = 1; workers <= 3; workers++) {
            for (long blocks : new long[] {1, 2, 5, 100}) {
                assertEquals(alone, DirectRunner.of(kind, spec).seed(7).workers(workers).chunksOf(blocks).encoded()
                        .run().result().sha256());
            }
        }
    }

    /** The standard error of 4 million points is 0.00082. */
    @Test
    void itIsPi() throws Exception {
        JsonNode document = DirectRunner.of(kind, new PiKind.Spec(4_000_000)).run().result().document().orElseThrow();
        assertEquals(Math.PI, document.get("pi").doubleValue(), 0.004);
    }

    @Test
    void itIsFoundByItsName() {
        JobRequest request = JobRequest.of("club.pi", 0, Json.mapper().createObjectNode().put("points", 0));
        assertThrows(SpecException.class, () -> KindRegistry.load().get("club.pi").parse(request.spec()));
    }
}
