package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctPairsTest {
    private static final int HELD = PairFile.PARTS;

    private record Pair(long first, long second) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, HELD - 1, HELD, HELD + 1, 5 * HELD, 100_000})
    void countsWhatASetCountsHoweverMuchIsPutAway(int pairs) throws IOException {
        SplittableRandom random = new SplittableRandom(pairs);
        check(pairs, i -> 1 + random.nextLong(1 + pairs / 3), i -> random.nextLong(4));
    }

    @Test
    void oneFirstWithManySecondsIsNoWorse() throws IOException {
        check(50_000, i -> 77, i -> i % 40_000);
    }

    @Test
    void firstsAreManyToo() throws IOException {
        check(30_000, i -> -1 - i, i -> Long.MIN_VALUE + i);
    }

    @Test
    void thePairsThatATableHoldsAtItsEndGoToTheRightPart() throws IOException {
        LongPairSet set = new LongPairSet(HELD);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < HELD; i++) {
            set.add(random.nextLong() | 1, random.nextLong());
        }
        List<Pair> seen = new ArrayList<>();
        for (int part = 0; part < PairFile.PARTS; part++) {
            set.forEachOf(part, PairFile.BITS, (first, second) -> seen.add(new Pair(first, second)));
        }
        assertThat(seen).hasSize(HELD).doesNotHaveDuplicates();
    }

    /** Pairs come back in the order of their hash, which must not be an order in any other table. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x1fffffffL})
    @Timeout(30)
    void partsThatAreUnitedAndFirstsSpreadOverTheWholeTable(long seconds) throws IOException {
        try (DistinctPairs pairs = new DistinctPairs(0, 200_000)) {
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 600_000; i++) {
                pairs.add(random.nextLong() | 1, i & seconds);
            }
            assertThat(pairs.sizes()).isEqualTo(new DistinctPairs.Sizes(600_000, 600_000));
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        long before = files();
        try (DistinctPairs pairs = new DistinctPairs(HELD, HELD)) {
            for (int i = 1; i < 5 * HELD; i++) {
                pairs.add(i, 0);
            }
            assertThat(pairs.sizes().pairs()).isEqualTo(5 * HELD - 1);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void fewerThanThePartsOfAFileCannotBeHeld() {
        assertThatThrownBy(() -> new DistinctPairs(1, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("everycore-pairs"))
                    .count();
        }
    }

    private static void check(int count, LongUnaryOperator first, LongUnaryOperator second) throws IOException {
        Set<Pair> wanted = new HashSet<>();
        Set<Long> firsts = new HashSet<>();
        try (DistinctPairs pairs = new DistinctPairs(0, HELD)) {
            for (int i = 0; i < count; i++) {
                Pair pair = new Pair(first.applyAsLong(i), second.applyAsLong(i));
                wanted.add(pair);
                firsts.add(pair.first());
                pairs.add(pair.first(), pair.second());
            }
            assertThat(pairs.sizes()).isEqualTo(new DistinctPairs.Sizes(wanted.size(), firsts.size()));
            List<Pair> seen = new ArrayList<>();
            pairs.forEach((one, two) -> seen.add(new Pair(one, two)));
            assertThat(seen).hasSize(wanted.size());
            assertThat(new HashSet<>(seen)).isEqualTo(wanted);
        }
    }
}
