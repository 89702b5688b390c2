package org.everycore.jobs.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.Test;

class ResultTargetTest {
    private static final List<ResultFormat> TABLES = List.of(ResultFormat.NPY, ResultFormat.CSV);

    @Test
    void theExtensionChoosesAmongSeveralFormats() {
        assertThat(to("a.csv").format(TABLES)).isEqualTo(ResultFormat.CSV);
        assertThat(to("a.b.NPY").format(TABLES)).isEqualTo(ResultFormat.NPY);
        assertThatThrownBy(() -> to("a.npz").format(TABLES))
                .isInstanceOf(SpecException.class)
                .hasMessage("out = .npz: the result is written as .npy or .csv");
    }

    @Test
    void withoutAnExtensionTheFirstIsWritten() {
        assertThat(ResultTarget.NOWHERE.format(TABLES)).isEqualTo(ResultFormat.NPY);
        assertThat(to("a").format(TABLES)).isEqualTo(ResultFormat.NPY);
    }

    @Test
    void aSingleFormatIsWrittenUnderAnyName() {
        assertThat(to("standings.txt").format(List.of(ResultFormat.JSON))).isEqualTo(ResultFormat.JSON);
    }

    @Test
    void aMediaTypeThatAKindNeverToldOfIsBytes() {
        assertThat(ResultFormat.of(TABLES, "text/csv").extension()).isEqualTo("csv");
        assertThat(ResultFormat.of(TABLES, "image/png").extension()).isEqualTo("bin");
    }

    private static ResultTarget to(String name) {
        return ResultTarget.to(Path.of("folder.d", name));
    }
}
