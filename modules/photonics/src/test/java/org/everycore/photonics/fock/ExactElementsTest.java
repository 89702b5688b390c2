package org.everycore.photonics.fock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements and the columns that derivatives need, against many-digit sums (elements.py beside the recorded values). */
final class ExactElementsTest {
    private static final double ELEMENT = 1e-12;

    @ParameterizedTest
    @CsvSource({"D, 60", "D, 200", "D, 400", "S, 60", "S, 200", "S, 400"})
    void everyRecordedElementHolds(String gate, int cutoff) throws IOException {
        compare(gate, cutoff, 1);
    }

    /** Large matrices: some of the recorded parameters. */
    @ParameterizedTest
    @CsvSource({"S, 1024, 5", "BS, 60, 1", "BS, 200, 10", "S2, 60, 1", "S2, 200, 10"})
    void largeMatricesHold(String gate, int cutoff, int step) throws IOException {
        compare(gate, cutoff, step);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"S, 1024", "BS, 200", "S2, 200"})
    void everyRecordedElementOfLargeMatricesHolds(String gate, int cutoff) throws IOException {
        compare(gate, cutoff, 1);
    }

    static RealGate gate(String name, int cutoff) {
        return switch (name) {
            case "D" -> new DisplacementGate(cutoff);
            case "S" -> new SqueezingGate(cutoff);
            case "BS" -> new BeamsplitterGate(cutoff);
            default -> new TwoModeSqueezingGate(cutoff);
        };
    }

    private static void compare(String name, int cutoff, int step) throws IOException {
        RealGate gate = gate(name, cutoff);
        int coordinates = name.length() == 1 ? 2 : 3;
        double[] elements = new double[gate.layout().length()];
        double[] edges = new double[2 * gate.layout().levels()];
        double[] scratch = new double[gate.scratch(1)];
        try (InputStream file = ExactElementsTest.class.getResourceAsStream(name + "-" + cutoff + ".bin.gz");
                DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
            int matrices = in.readInt();
            int shared = in.readInt();
            int own = in.readInt();
            int[] places = new int[(shared + own) * coordinates];
            read(in, places, 0, shared * coordinates);
            double worst = 0;
            double worstEdge = 0;
            String where = "";
            for (int i = 0; i < matrices; i++) {
                double[] t = {in.readDouble()};
                read(in, places, shared * coordinates, places.length);
                boolean wanted = i % step == 0;
                if (wanted) {
                    gate.elements(t, 1, scratch, elements);
                    gate.edges(t, 1, scratch, elements, edges);
                }
                for (int j = 0; j < shared + own; j++) {
                    double exact = ((long) in.readShort() << 32 | in.readInt() & 0xffffffffL) * 0x1p-43;
                    if (!wanted) {
                        continue;
                    }
                    int m = places[j * coordinates];
                    int n = places[j * coordinates + 1];
                    int p = coordinates == 2 ? 0 : places[j * coordinates + 2];
                    Place place = Place.of(name, cutoff, m, n, p, gate.layout());
                    double error;
                    if (place.edge() >= 0) {
                        double weight = place.weight();
                        error = Math.abs(edges[place.edge()] - weight * exact);
                        worstEdge = Math.max(worstEdge, error);
                    } else {
                        error = Math.abs((place.at() < 0 ? 0 : elements[place.at()]) - exact);
                        if (error > worst) {
                            where = "t = " + t[0] + " at " + m + ", " + n + ", " + p;
                        }
                        worst = Math.max(worst, error);
                    }
                }
            }
            assertThat(worst).as("%s at cutoff %d, %s", name, cutoff, where).isLessThan(ELEMENT);
            assertThat(worstEdge).as("edges of %s at cutoff %d", name, cutoff).isLessThan(ELEMENT * cutoff);
        }
    }

    private static void read(DataInputStream in, int[] places, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            places[i] = in.readShort();
        }
    }

    /** Where an element lies, -1 where it is 0; or where its column just beyond the cutoff lies, and its coupling. */
    private record Place(int at, int edge, double weight) {
        static Place of(String name, int cutoff, int m, int n, int p, BlockLayout layout) {
            return switch (name) {
                case "D" -> n < cutoff ? element(m * cutoff + n) : new Place(-1, cutoff + m, Math.sqrt(cutoff));
                case "S" -> squeezing(cutoff, m, n, layout);
                case "BS" -> beamsplitter(cutoff, m, n, p, layout);
                default -> pairs(cutoff, m, n, p, layout);
            };
        }

        private static Place squeezing(int cutoff, int m, int n, BlockLayout layout) {
            int b = n & 1;
            if ((m & 1) != b || b >= layout.blocks()) {
                return element(-1);
            }
            int size = layout.rows(b).length;
            return n < cutoff
                    ? element(layout.offset(b) + (m >> 1) * size + (n >> 1))
                    : new Place(
                            -1, 2 * layout.levelsBefore(b) + size + (m >> 1), -0.5 * Math.sqrt((double) n * (n - 1)));
        }

        private static Place beamsplitter(int cutoff, int m, int n, int p, BlockLayout layout) {
            int total = m + n;
            int q = total - p;
            int low = Math.max(0, total - cutoff + 1);
            int size = layout.rows(total).length;
            int edge = 2 * layout.levelsBefore(total) + m - low;
            if (q == cutoff) {
                return new Place(-1, edge, Math.sqrt((p + 1.0) * q));
            }
            return p < cutoff
                    ? element(layout.offset(total) + (m - low) * size + p - low)
                    : new Place(-1, edge + size, -Math.sqrt(p * (q + 1.0)));
        }

        private static Place pairs(int cutoff, int m, int n, int p, BlockLayout layout) {
            int q = p - m + n;
            int b = m - n + cutoff - 1;
            int size = layout.rows(b).length;
            return p < cutoff && q < cutoff
                    ? element(layout.offset(b) + Math.min(m, n) * size + Math.min(p, q))
                    : new Place(-1, 2 * layout.levelsBefore(b) + size + Math.min(m, n), Math.sqrt((double) p * q));
        }

        private static Place element(int at) {
            return new Place(at, -1, 0);
        }
    }
}
