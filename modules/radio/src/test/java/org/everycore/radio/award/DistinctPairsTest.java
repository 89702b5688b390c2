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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctPairsTest {
    private record Pair(long first, long second) {}

    @ParameterizedTest
    @CsvSource({"0, 0, 10", "1, 0, 10", "5000, 0, 10", "5000, 1000, 1000000", "300000, 0, 100", "300000, 500, 1000000"})
    void countsWhatASetCountsHoweverMuchIsPutAway(int pairs, int blocks, int united) throws IOException {
        SplittableRandom random = new SplittableRandom(pairs);
        check(pairs, blocks, united, i -> 1 + random.nextLong(1 + pairs / 3), i -> random.nextLong(4));
    }

    @Test
    void oneFirstWithManySecondsIsNoWorse() throws IOException {
        check(100_000, 3, 1_000, i -> 77, i -> i % 80_000);
    }

    @Test
    void firstsAreManyToo() throws IOException {
        check(100_000, 3, 50, i -> -1 - i, i -> Long.MIN_VALUE + i);
        check(100_000, 3, 50, i -> 1 + i << 40, i -> 0);
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        long before = files();
        try (DistinctPairs pairs = new DistinctPairs(0, 100)) {
            for (int i = 1; i < 200_000; i++) {
                pairs.add(i, 0);
            }
            assertThat(pairs.forEach((first, second) -> {})).isEqualTo(new DistinctPairs.Sizes(199_999, 199_999));
        }
        assertThat(files()).isEqualTo(before);
    }

    /** Chunks number their modes each in an order of its own; texts without a code of their own are named anew. */
    @Test
    void pairsThatComeInPartsCountAsThoseThatComeOneByOne() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        try (DistinctPairs single = new DistinctPairs(3, 1_000);
                DistinctPairs parts = new DistinctPairs(3, 1_000)) {
            for (int chunk = 0; chunk < 40; chunk++) {
                int[] numbers = chunk % 2 == 0 ? new int[] {0, 1, 2, 3} : new int[] {0, 3, 1, 2};
                LongList list = new LongList(16);
                for (int i = 0; i < 3_000; i++) {
                    long first = 1 + random.nextLong(20_000);
                    int number = random.nextInt(4);
                    long rest = QsoKey.rest(20240101 + random.nextInt(20), 5, 3, number);
                    list.add(first);
                    list.add(rest);
                    single.add(first, QsoKey.withMode(rest, numbers[number]));
                }
                PairParts sorted = PairParts.of(list);
                assertThat(PairParts.read(sorted.pairs(), sorted.odd(), 3).ends())
                        .isEqualTo(sorted.ends());
                parts.add(sorted, numbers);
            }
            Set<Pair> wanted = new HashSet<>();
            Set<Pair> seen = new HashSet<>();
            assertThat(parts.forEach((one, two) -> seen.add(new Pair(one, two))))
                    .isEqualTo(single.forEach((one, two) -> wanted.add(new Pair(one, two))));
            assertThat(seen).isEqualTo(wanted);
        }
    }

    @Test
    void pairsFromOutsideMustBeInTheirParts() {
        LongList list = new LongList(16);
        for (long i = 1; i < 100; i++) {
            list.add(i);
            list.add(2);
        }
        PairParts sorted = PairParts.of(list);
        long[] turned = sorted.pairs().clone();
        turned[0] = sorted.pairs()[196];
        turned[196] = sorted.pairs()[0];

        assertThatThrownBy(() -> PairParts.read(turned, new long[0], 2)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PairParts.read(sorted.pairs(), new long[0], 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PairParts.read(sorted.pairs(), new long[] {5, 1}, 2))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PairParts.read(new long[3], new long[0], 2)).isInstanceOf(IOException.class);
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("everycore-pairs"))
                    .count();
        }
    }

    private static void check(int count, int blocks, int united, LongUnaryOperator first, LongUnaryOperator second)
            throws IOException {
        Set<Pair> wanted = new HashSet<>();
        Set<Long> firsts = new HashSet<>();
        try (DistinctPairs pairs = new DistinctPairs(blocks, united)) {
            for (int i = 0; i < count; i++) {
                Pair pair = new Pair(first.applyAsLong(i), second.applyAsLong(i));
                wanted.add(pair);
                firsts.add(pair.first());
                pairs.add(pair.first(), pair.second());
            }
            for (int again = 0; again < 2; again++) {
                List<Pair> seen = new ArrayList<>();
                DistinctPairs.Sizes sizes = pairs.forEach((one, two) -> seen.add(new Pair(one, two)));
                assertThat(sizes).isEqualTo(new DistinctPairs.Sizes(wanted.size(), firsts.size()));
                assertThat(seen).hasSize(wanted.size());
                assertThat(new HashSet<>(seen)).isEqualTo(wanted);
            }
        }
    }
}
