package org.everycore.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.photonics.engine.PassView;
import org.everycore.photonics.engine.RealPass;

/** A program of shared passes as the kernel {@code ec_program} takes it: all passes in one launch, with kets in shared memory. */
final class OneLaunch {
    /** The largest block whose columns that kernel holds in registers. */
    private static final int LARGEST_COLUMN = 16;
    /** Shared memory that every card since 2017 gives a group when asked; larger kets go pass by pass. */
    private static final int SHARED_BYTES = 96 << 10;

    private static final int MOST_LANES = 8;
    private static final int ITEMS = 128;
    private static final int PASS = 8;

    private final int dimension;
    private final int width;
    private final int passes;
    private final long table;
    private final long elements;
    private final long phases;

    private OneLaunch(DeviceWork work, List<PassView> views, int dimension) {
        this.dimension = dimension;
        this.width = Math.min(MOST_LANES, SHARED_BYTES / (2 * Double.BYTES * dimension));
        Table built = new Table(dimension);
        views.forEach(built::add);
        this.passes = built.heads.size() / PASS;
        this.table = work.shared(built.ints());
        this.elements = work.shared(doubles(built.elements));
        this.phases = work.shared(doubles(built.phases));
    }

    /** Empty where kets or blocks are too large. */
    static Optional<OneLaunch> of(DeviceWork work, DevicePasses passes, int dimension) {
        List<PassView> views = passes.propagator().view();
        boolean fits = passes.shared()
                && 2L * Double.BYTES * dimension <= SHARED_BYTES
                && DevicePasses.largestBlock(views) <= LARGEST_COLUMN;
        return fits ? Optional.of(new OneLaunch(work, views, dimension)) : Optional.empty();
    }

    /** Takes kets through all passes, in place. */
    void run(DeviceWork work, Kets ket, int lanes) {
        work.start(new DeviceQueue.Launch(
                "ec_program",
                (lanes + width - 1) / width,
                1,
                ITEMS,
                2 * Double.BYTES * dimension * width,
                table,
                passes,
                elements,
                phases,
                dimension,
                width,
                ket.re(),
                ket.im(),
                lanes));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The table while it is built: heads of passes, then what they point to. */
    private static final class Table {
        private final int dimension;
        private final List<Integer> heads = new ArrayList<>();
        private final List<Integer> rest = new ArrayList<>();
        private final List<Double> elements = new ArrayList<>();
        private final List<Double> phases = new ArrayList<>();

        Table(int dimension) {
            this.dimension = dimension;
        }

        void add(PassView view) {
            if (view instanceof PassView.Phases diagonal) {
                head(0, phases(diagonal.table().re, diagonal.table().im), 0, 0, 0, 0);
                return;
            }
            for (RealPass part : ((PassView.Matrices) view).parts()) {
                int phase = part.phaseRe == null ? -1 : phases(part.phaseRe, part.phaseIm);
                int bases = rest.size();
                for (int base : part.bases) {
                    rest.add(base);
                }
                int[] rows = new int[part.rows.length];
                for (int b = 0; b < rows.length; b++) {
                    rows[b] = rest.size();
                    for (int row : part.rows[b]) {
                        rest.add(row);
                    }
                }
                int blocks = rest.size();
                for (int b = 0; b < rows.length; b++) {
                    rest.add(part.rows[b].length);
                    rest.add(elements.size() + part.at[b]);
                    rest.add(-1 - rows[b]);
                }
                for (double element : part.elements) {
                    elements.add(element);
                }
                head(rows.length, phase, blocks, bases, part.bases.length, part.run);
            }
        }

        private int phases(double[] re, double[] im) {
            int at = phases.size();
            for (int a = 0; a < dimension; a++) {
                phases.add(re[a]);
                phases.add(im[a]);
            }
            return at;
        }

        private void head(int... numbers) {
            for (int i = 0; i < PASS; i++) {
                heads.add(i < numbers.length ? numbers[i] : 0);
            }
        }

        /** Places of the rest are counted from behind the heads, whose number is known only now. */
        int[] ints() {
            int shift = heads.size();
            int[] all = new int[shift + rest.size()];
            for (int i = 0; i < shift; i++) {
                boolean place = (i % PASS == 2 || i % PASS == 3) && heads.get(i / PASS * PASS) > 0;
                all[i] = heads.get(i) + (place ? shift : 0);
            }
            for (int i = 0; i < rest.size(); i++) {
                int value = rest.get(i);
                all[shift + i] = value < 0 ? shift - 1 - value : value;
            }
            return all;
        }
    }
}
