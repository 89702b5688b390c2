package org.everycore.jobs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FreeCoresTest {
    private final Trial machine = new Trial();

    @Test
    void workers_are_given_up_one_after_the_other_and_taken_again() {
        FreeCores free = new FreeCores(8, machine);

        assertThat(looks(free, 4, 0)).containsExactly(8, 8, 8, 8);
        assertThat(looks(free, 5, 3)).containsExactly(8, 7, 6, 5, 5);
        assertThat(looks(free, 4, 0)).containsExactly(6, 7, 8, 8);
    }

    @Test
    void half_of_them_go_on_whatever_others_do_and_a_moment_changes_nothing() {
        FreeCores free = new FreeCores(8, machine);

        assertThat(looks(free, 8, 8)).endsWith(4, 4, 4);
        assertThat(looks(free, 8, 0)).endsWith(8);
        assertThat(looks(free, 1, 8)).containsExactly(8);
        assertThat(looks(free, 1, 0)).containsExactly(8);
    }

    @Test
    void a_containers_limit_is_kept_while_it_changes() {
        FreeCores free = new FreeCores(8, machine);

        machine.limit = OptionalDouble.of(2.5);
        assertThat(looks(free, 7, 0)).endsWith(3);
        machine.limit = OptionalDouble.of(100);
        assertThat(looks(free, 7, 0)).endsWith(8);
    }

    @Test
    void the_load_average_stands_in_where_processors_tell_nothing() {
        machine.tells = false;
        FreeCores free = new FreeCores(8, machine);

        machine.load = 8 + 3;
        machine.own = 8;
        assertThat(looks(free, 5, 0)).endsWith(5);
    }

    @Test
    void the_kernels_line_is_read() {
        assertThat(FreeCores.busy(List.of("cpu  100 20 30 5000 70 8 9 11 0 0", "cpu0 1 2 3")))
                .hasValue(1.67);
        assertThat(FreeCores.busy(List.of())).isEmpty();
        assertThat(FreeCores.busy(List.of("cpu  a b c d e f g h"))).isEmpty();
    }

    private int[] looks(FreeCores free, int count, double others) {
        int[] seen = new int[count];
        for (int i = 0; i < count; i++) {
            machine.pass(others);
            seen[i] = free.getAsInt();
        }
        return seen;
    }

    private static final class Trial implements FreeCores.Machine {
        private double at;
        private double own = 2;
        private double ownSeconds;
        private double busy;
        private double load;
        private boolean tells = true;
        private OptionalDouble limit = OptionalDouble.empty();

        void pass(double others) {
            at += 2;
            ownSeconds += 2 * own;
            busy += 2 * (own + others);
        }

        @Override
        public int processors() {
            return 8;
        }

        @Override
        public OptionalDouble busySeconds() {
            return tells ? OptionalDouble.of(busy) : OptionalDouble.empty();
        }

        @Override
        public double loadAverage() {
            return load;
        }

        @Override
        public double ownSeconds() {
            return ownSeconds;
        }

        @Override
        public double seconds() {
            return at;
        }

        @Override
        public OptionalDouble coreLimit() {
            return limit;
        }
    }
}
