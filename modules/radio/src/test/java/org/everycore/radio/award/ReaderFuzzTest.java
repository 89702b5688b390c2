package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.NotALogException;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pieces of the reference logs, damaged at random from a seed that failures name: every record is accepted or told of, the reader of records and
 * the counter of awards agree, and any cut gives the unsplit answer.
 */
class ReaderFuzzTest {
    private static final String[] TOKENS = {
        "<EOR>",
        "<eor>",
        "<EOH>",
        "<CALL:4>",
        "<CALL:6>DL1ABC",
        "<QSO_DATE:8>",
        "<X:99999999999999999999>",
        "<A:-1>",
        "<",
        ">",
        ":",
        "\0",
        "<NAME:3>日本語",
        "<NAME:9>日本語",
        "é",
        "\u00ff",
        "\r\n",
        " ",
        "<LONG:200>",
        "<B:1:N>",
        "<BAND:3>20m",
        "<GRIDSQUARE:4>FN42"
    };
    private static final String[] LOGS = {"log10k", "log10k-bytes", "log10k-nodamage"};

    @TempDir
    private Path folder;

    @Test
    void damagedLogsAreReadToTheEndAndAnyCutGivesTheSame() throws IOException {
        fuzz(new Random().nextLong(), 150, Long.MAX_VALUE);
    }

    /** Ten minutes, or as many seconds as the property {@code everycore.fuzz.seconds} says. */
    @Test
    @Tag("slow")
    void nothingIsFoundInTenMinutes() throws IOException {
        long seconds = Long.getLong("everycore.fuzz.seconds", 600);
        long tries = fuzz(new Random().nextLong(), Long.MAX_VALUE, System.nanoTime() + seconds * 1_000_000_000L);
        System.out.println(tries + " damaged logs in " + seconds + " s");
    }

    private long fuzz(long first, long tries, long until) throws IOException {
        List<byte[]> logs = new ArrayList<>();
        for (String name : LOGS) {
            logs.add(ReferenceLogs.log(name));
        }
        Path file = folder.resolve("fuzz.adi");
        Files.writeString(file, " ");
        AwardsSpec spec = Awards.spec(file, "{\"entity\": \"field\", \"details\": true}");
        long done = 0;
        for (; done < tries && System.nanoTime() < until; done++) {
            long seed = first + done;
            Random random = new Random(seed);
            byte[] log = damaged(logs.get(random.nextInt(logs.size())), random);
            Files.write(file, log);
            try {
                check(spec, log, random);
            } catch (NotALogException e) {
                // Refused as a whole: a zero byte near the beginning, or the first bytes of another format.
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + "L: " + e, e);
            }
        }
        return done;
    }

    private static void check(AwardsSpec spec, byte[] log, Random random) throws IOException {
        // New ones for each log: a reader remembers a log's dialect.
        List<SegmentReader> fresh = List.of(Awards.reader(spec), Awards.reader(spec));
        JsonNode whole = Awards.document(spec, fresh);
        long[] cuts = random.longs(random.nextInt(6), 1, Math.max(2, log.length))
                .distinct()
                .sorted()
                .toArray();
        assertThat(Awards.document(spec, fresh, cuts).toString())
                .as(() -> "cut at " + Arrays.toString(cuts))
                .isEqualTo(whole.toString());
        List<Problem> told = new ArrayList<>();
        try (AdifReader reader =
                AdifReader.of(new ByteArrayInputStream(log), ReadRules.of(OnDuplicate.STRICT), told::add)) {
            reader.forEachRemaining(record -> assertThat(record.get("CALL")).isNotBlank());
            long rejected = told.stream().filter(p -> p.reason().rejects()).count();
            assertThat(reader.accepted() + rejected).isEqualTo(reader.records());
            assertThat(whole.get("qsos").asLong()).isEqualTo(reader.accepted());
            long counted = 0;
            for (JsonNode n : whole.get("rejected")) {
                counted += n.asLong();
            }
            assertThat(counted).isEqualTo(rejected);
        }
        assertThat(told).allSatisfy(p -> assertThat(p.offset()).isBetween(0L, (long) log.length));
    }

    private static byte[] damaged(byte[] log, Random random) {
        int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 60_000 : 6_000);
        int from = random.nextInt(Math.max(1, log.length - length));
        byte[] bytes = Arrays.copyOfRange(log, from, Math.min(log.length, from + length));
        for (int n = random.nextInt(12); n > 0; n--) {
            bytes = damage(bytes, random);
        }
        return bytes;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int n = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(6)) {
            case 0 -> { // one bit, or any byte
                byte[] flipped = bytes.clone();
                flipped[at] = (byte) (random.nextBoolean() ? flipped[at] ^ 1 << random.nextInt(8) : random.nextInt());
                return flipped;
            }
            case 1 -> { // something missing
                out.write(bytes, 0, at);
                out.write(bytes, at + n, bytes.length - at - n);
            }
            case 2 -> { // something twice
                out.write(bytes, 0, at + n);
                out.write(bytes, at, bytes.length - at);
            }
            case 3 -> { // a piece from elsewhere
                int other = random.nextInt(bytes.length);
                out.write(bytes, 0, at);
                out.write(bytes, other, Math.min(n, bytes.length - other));
                out.write(bytes, at, bytes.length - at);
            }
            case 4 -> { // a word of the format where it does not belong
                out.write(bytes, 0, at);
                out.writeBytes(TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
                out.write(bytes, at, bytes.length - at);
            }
            default -> { // another digit in a length
                byte[] changed = bytes.clone();
                for (int i = at; i < bytes.length; i++) {
                    if (changed[i] >= '0' && changed[i] <= '9' && i > 0 && changed[i - 1] == ':') {
                        changed[i] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
                return changed;
            }
        }
        return out.toByteArray();
    }
}
