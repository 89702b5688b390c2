package org.everycore.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs PTX on the CPU, work item after work item between barriers: the very text that a driver gets, exact, and strict. It knows the
 * instructions that occur and no others; one on doubles without a rounding of its own is refused, because a driver may merge it.
 */
final class PtxMachine {
    static final long SHARED = 1L << 40;
    private static final long LOCAL = 1L << 41;
    /** Where shared memory of a size that the launch gives begins. */
    private static final int DYNAMIC = 48 << 10;

    private static final List<String> SPECIAL = List.of("%tid.x", "%ntid.x", "%ctaid.x", "%ctaid.y", "%nctaid.y");
    private static final Pattern ROOM = Pattern.compile("\\.(shared|local) \\.align (\\d+) \\.b8\\s+(\\w+)\\[(\\d+)];");

    /** An instruction: it may change the item's registers, its place, or memory. */
    interface Step {
        void run(Item item);
    }

    /** A work item. */
    static final class Item {
        long[] r;
        int at;
        boolean waits;
        boolean ended;
        ByteBuffer shared;
        ByteBuffer local;
        PtxMemory memory;
    }

    /** A kernel as it was read: registers by number, the first ones special or constant. */
    private static final class Kernel {
        final List<String> parameters = new ArrayList<>();
        final Map<String, Integer> registers = new HashMap<>();
        final Map<Integer, Long> constants = new HashMap<>();
        final Map<String, Long> symbols = new HashMap<>();
        final Map<String, Integer> labels = new HashMap<>();
        final List<Step> steps = new ArrayList<>();
        int sharedBytes;
        int localBytes;

        Kernel() {
            SPECIAL.forEach(this::register);
        }

        int register(String name) {
            return registers.computeIfAbsent(name, n -> registers.size());
        }

        int constant(long value) {
            int r = register("constant " + value);
            constants.put(r, value);
            return r;
        }
    }

    private final Map<String, Kernel> kernels = new HashMap<>();

    PtxMachine(String ptx) {
        Map<String, Long> moduleSymbols = new HashMap<>();
        Kernel kernel = null;
        boolean body = false;
        for (String line : ptx.split("\n")) {
            int comment = line.indexOf("//");
            String text = (comment < 0 ? line : line.substring(0, comment)).trim();
            if (text.startsWith(".extern .shared")) {
                moduleSymbols.put(text.replaceAll(".*\\s(\\w+)\\[];", "$1"), SHARED + DYNAMIC);
            } else if (text.startsWith(".visible .entry")) {
                kernel = new Kernel();
                kernel.symbols.putAll(moduleSymbols);
                body = false;
                kernels.put(text.replaceAll(".*\\.entry\\s+(\\w+).*", "$1"), kernel);
            } else if (kernel == null || text.isEmpty()) {
                // Nothing of a kernel.
            } else if (!body && text.startsWith(".param")) {
                kernel.parameters.add(text.replaceAll("[,)]", "").replaceAll(".*\\s", ""));
            } else if (text.equals("{")) {
                body = true;
            } else if (text.equals("}")) {
                kernel = null;
            } else if (body) {
                line(kernel, text);
            }
        }
    }

    List<String> names() {
        return kernels.keySet().stream().sorted().toList();
    }

    private static void line(Kernel k, String text) {
        Matcher room = ROOM.matcher(text);
        if (room.matches()) {
            boolean shared = room.group(1).equals("shared");
            int align = Integer.parseInt(room.group(2));
            int at = ((shared ? k.sharedBytes : k.localBytes) + align - 1) / align * align;
            int end = at + Integer.parseInt(room.group(4));
            k.symbols.put(room.group(3), (shared ? SHARED : LOCAL) + at);
            if (shared) {
                k.sharedBytes = end;
            } else {
                k.localBytes = end;
            }
        } else if (text.endsWith(":")) {
            k.labels.put(text.substring(0, text.length() - 1), k.steps.size());
        } else if (!text.startsWith(".")) {
            k.steps.add(instruction(k, text.substring(0, text.length() - 1)));
        }
    }

    private static Step instruction(Kernel k, String text) {
        if (text.startsWith("@")) {
            boolean not = text.charAt(1) == '!';
            String[] parts = text.substring(not ? 2 : 1).split("\\s+", 2);
            int p = k.register(parts[0]);
            Step inner = instruction(k, parts[1]);
            return t -> {
                if (t.r[p] != 0 != not) {
                    inner.run(t);
                }
            };
        }
        String[] halves = text.split("\\s+", 2);
        String op = halves[0];
        String[] a = halves.length == 1
                ? new String[0]
                : halves[1].replaceAll("[{}]", "").split(",\\s*");
        if (op.equals("ret")) {
            return t -> t.ended = true;
        } else if (op.equals("bar.sync")) {
            return t -> t.waits = true;
        } else if (op.equals("bra") || op.equals("bra.uni")) {
            int label = k.register("label " + a[0]);
            return t -> t.at = (int) t.r[label];
        } else if (op.startsWith("ld.param.")) {
            int to = k.register(a[0]);
            int from = k.register("parameter " + k.parameters.indexOf(a[1].substring(1, a[1].length() - 1)));
            return t -> t.r[to] = t.r[from];
        } else if (op.startsWith("ld.") || op.startsWith("st.")) {
            return memory(k, op, a);
        }
        int[] r = new int[4];
        for (int i = 1; i < a.length; i++) {
            r[i - 1] = value(k, a[i].trim());
        }
        return PtxInstructions.step(op, k.register(a[0]), r[0], r[1], r[2], r[3]);
    }

    private static int value(Kernel k, String text) {
        if (text.startsWith("%")) {
            return k.register(text);
        } else if (text.startsWith("0d")) {
            return k.constant(Long.parseUnsignedLong(text.substring(2), 16));
        } else if (k.symbols.containsKey(text)) {
            return k.constant(k.symbols.get(text));
        }
        return k.constant(Long.parseLong(text));
    }

    private static Step memory(Kernel k, String op, String[] a) {
        boolean load = op.startsWith("ld.");
        if (op.contains(".v2.") || op.contains(".v4.")) {
            throw PtxInstructions.unknown(op);
        }
        boolean wide = op.endsWith("64");
        String address = load ? a[1] : a[0];
        String[] sum = address.substring(1, address.length() - 1).split("\\+");
        int base = value(k, sum[0]);
        long offset = sum.length == 2 ? Long.parseLong(sum[1]) : 0;
        int to = load ? k.register(a[0]) : value(k, a[1].trim());
        if (load) {
            return t -> {
                long at = t.r[base] + offset;
                if (at < SHARED) {
                    t.r[to] = t.memory.load(at, wide);
                } else {
                    ByteBuffer in = at < LOCAL ? t.shared : t.local;
                    t.r[to] = wide ? in.getLong((int) at) : in.getInt((int) at);
                }
            };
        }
        return t -> {
            long at = t.r[base] + offset;
            if (at < SHARED) {
                t.memory.store(at, wide, t.r[to]);
            } else if (wide) {
                (at < LOCAL ? t.shared : t.local).putLong((int) at, t.r[to]);
            } else {
                (at < LOCAL ? t.shared : t.local).putInt((int) at, (int) t.r[to]);
            }
        };
    }

    /** Runs a kernel to its end. */
    void run(DeviceQueue.Launch launch, PtxMemory memory) {
        Kernel k = kernels.get(launch.kernel());
        if (k == null) {
            throw new IllegalArgumentException("there is no kernel " + launch.kernel());
        }
        if (launch.args().length != k.parameters.size()) {
            throw new IllegalArgumentException(
                    launch.kernel() + " takes " + k.parameters.size() + " arguments, not " + launch.args().length);
        }
        long[] template = new long[k.registers.size()];
        k.constants.forEach((r, value) -> template[r] = value);
        k.labels.forEach((label, at) -> {
            Integer r = k.registers.get("label " + label);
            if (r != null) {
                template[r] = at;
            }
        });
        for (int i = 0; i < launch.args().length; i++) {
            Integer r = k.registers.get("parameter " + i);
            if (r != null) {
                Object a = launch.args()[i];
                template[r] = a instanceof Double d ? Double.doubleToRawLongBits(d) : ((Number) a).longValue();
            }
        }
        template[1] = launch.items();
        template[4] = launch.rows();
        Step[] steps = k.steps.toArray(new Step[0]);
        Item[] items = new Item[launch.items()];
        ByteBuffer shared = room(launch.sharedBytes() > 0 ? DYNAMIC + launch.sharedBytes() : k.sharedBytes);
        for (int i = 0; i < items.length; i++) {
            items[i] = new Item();
            items[i].r = new long[template.length];
            items[i].shared = shared;
            items[i].local = room(k.localBytes);
            items[i].memory = memory;
        }
        for (int y = 0; y < launch.rows(); y++) {
            for (int x = 0; x < launch.groups(); x++) {
                template[2] = x;
                template[3] = y;
                for (int i = 0; i < items.length; i++) {
                    System.arraycopy(template, 0, items[i].r, 0, template.length);
                    items[i].r[0] = i;
                    items[i].at = 0;
                    items[i].ended = false;
                }
                group(steps, items);
            }
        }
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void group(Step[] steps, Item[] items) {
        boolean more = true;
        while (more) {
            more = false;
            int waiting = 0;
            for (Item t : items) {
                t.waits = false;
                run(steps, t);
                more |= !t.ended;
                waiting += t.waits ? 1 : 0;
            }
            if (waiting != 0 && waiting != items.length) {
                throw new IllegalStateException("a barrier that not all work items reach");
            }
        }
    }

    private static void run(Step[] steps, Item t) {
        while (!t.waits && !t.ended) {
            steps[t.at++].run(t);
        }
    }
}
