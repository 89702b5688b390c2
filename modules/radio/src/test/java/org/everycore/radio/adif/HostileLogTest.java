package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is made to hurt: it is read to its end, in bounded memory, and what is wrong with it is told. */
class HostileLogTest {
    private static final String GOOD = "<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<EOR>";

    private final List<Problem> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "<",
                "<A",
                "<A:1>",
                "<A:1>x",
                "é",
                "<A:x>",
                " ",
                "\n",
                "<AAAAAAAAAAAAAAAAAAAAAAAAAA:2147483648>"
            })
    void aLongRunOfAnythingEndsAndTheGoodRecordsAroundItAreRead(String unit) throws IOException {
        // Many times the window, of which the reader holds one.
        assertThat(read(new Endless(GOOD, unit, 12 << 20, "<EOR>" + GOOD))).isBetween(1L, 2L);
        assertThat(problems.size()).isPositive();
    }

    @Test
    void aGiganticValidValueStreamsThrough() throws IOException {
        String head = "<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<NOTES:" + (24 << 20) + ">";
        assertThat(read(new Endless(head, "0123456 EOR> abc", 24 << 20, "<EOR>\n" + GOOD)))
                .isEqualTo(2);
        assertThat(problems).extracting(Problem::reason).containsExactly(Reason.TOO_LONG);
        assertThat(problems.get(0).field()).isEqualTo("NOTES");
    }

    @Test
    void aGiganticValueOfManyByteCharactersStreamsThrough() throws IOException {
        String head = "<NAME:2>é!<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<NOTES:" + (8 << 20) + ">";
        assertThat(read(new Endless(head, "é", 16 << 20, "<EOR>\n" + GOOD))).isEqualTo(2);
        assertThat(problems).extracting(Problem::reason).containsExactly(Reason.TOO_LONG);
    }

    /** A line of a gigabyte, a length of 2^31 with as many bytes, a header without end: one window of memory each. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"'', a", "'<CALL:4>W1AW<NOTES:2147483648>', y", "'', '<PROGRAMID:6>endles some header '"})
    void gigabytesPassInBoundedMemory(String head, String unit) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long bytes = head.isEmpty() ? 1L << 30 : (1L << 31) - 2;
        assertThat(read(new Endless(GOOD + head, unit, bytes, "<EOR>" + GOOD))).isBetween(1L, 2L);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // Fields of one record, with its values and places, or a few windows.
        assertThat(allocated).isLessThan(200L << 20);
    }

    @Test
    void aRecordOfTooManyFieldsIsRejectedOnce() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            log.append("<APP_X_").append(i).append(":1>y");
        }
        byte[] bytes = (log + "<EOR>" + GOOD).getBytes(StandardCharsets.US_ASCII);
        assertThat(read(new ByteArrayInputStream(bytes))).isEqualTo(1);
        assertThat(problems).extracting(Problem::reason).containsExactly(Reason.TOO_MANY_FIELDS);
    }

    @Property(tries = 1000)
    void anyBytesAreReadToTheEndAndEveryRecordIsAccountedFor(@ForAll("logs") String log) throws IOException {
        List<Problem> told = new ArrayList<>();
        byte[] bytes = log.getBytes(StandardCharsets.ISO_8859_1);
        try (AdifReader reader =
                AdifReader.of(new ByteArrayInputStream(bytes), ReadRules.of(OnDuplicate.STRICT), told::add)) {
            reader.forEachRemaining(r -> assertThat(r.get("CALL")).isNotBlank());
            long rejected = told.stream().filter(p -> p.reason().rejects()).count();
            assertThat(reader.accepted() + rejected).isEqualTo(reader.records());
        }
        assertThat(told).allSatisfy(p -> {
            assertThat(p.offset()).isBetween(0L, (long) bytes.length);
            assertThat(p.line())
                    .isEqualTo(1
                            + log.substring(0, (int) p.offset())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count());
        });
    }

    @Provide
    Arbitrary<String> logs() {
        Arbitrary<String> piece = Arbitraries.of(
                GOOD,
                "<EOR>",
                "<eoh>",
                "<CALL:4>",
                "<CALL:1>A",
                "<QSO_DATE:8>20240101",
                "<TIME_ON:4>2359",
                "<",
                ">",
                ":",
                "\n",
                "<NAME:3>ü",
                "<NAME:2>\u00c3\u00bc!",
                "\u00e6\u0097\u00a5",
                "<X:99999999999>",
                "<X:-1>",
                "<X:1:N>7",
                "<X:1:>7",
                "\0",
                "x y",
                "<APP_LoTW_EOF>",
                "<A_NAME_LONGER_THAN_SIXTEEN:2>ab",
                "<X\0:1>a",
                "<\u00ff:1>a");
        return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    private long read(InputStream in) throws IOException {
        try (AdifReader reader = AdifReader.of(in, ReadRules.of(OnDuplicate.STRICT), problem -> {
            if (problems.size() < 100) {
                problems.add(problem);
            }
        })) {
            reader.forEachRemaining(r -> {});
            return reader.accepted();
        }
    }

    /** A head, a unit repeated to about so many bytes, and a tail, made as they are read. */
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final byte[] unit;
        private final byte[] tail;
        private final long middle;
        private long at;

        Endless(String head, String unit, long bytes, String tail) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.unit = unit.getBytes(StandardCharsets.UTF_8);
            this.tail = tail.getBytes(StandardCharsets.UTF_8);
            this.middle = bytes / this.unit.length * this.unit.length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int offset, int length) {
            int n = 0;
            for (; n < length; n++, at++) {
                long in = at - head.length;
                if (in < 0) {
                    b[offset + n] = head[(int) at];
                } else if (in < middle) {
                    b[offset + n] = unit[(int) (in % unit.length)];
                } else if (in - middle < tail.length) {
                    b[offset + n] = tail[(int) (in - middle)];
                } else {
                    return n == 0 ? -1 : n;
                }
            }
            return n;
        }
    }
}
