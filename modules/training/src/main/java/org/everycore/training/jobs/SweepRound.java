package org.everycore.training.jobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Which runs a round of a sweep takes further, each with the state that it left: a chunk a run. */
record SweepRound(int number, List<Going> going) {
    /** A run and its state. */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
    record Going(int run, byte[] state) {}

    static SweepRound first(int runs) {
        List<Going> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(new Going(i, new byte[0]));
        }
        return new SweepRound(0, all);
    }

    byte[] bytes() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(number);
            out.writeInt(going.size());
            for (Going each : going) {
                out.writeInt(each.run());
                out.writeInt(each.state().length);
                out.write(each.state());
            }
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SweepRound of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int number = in.readInt();
            int count = in.readInt();
            List<Going> going = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int run = in.readInt();
                going.add(new Going(run, in.readNBytes(in.readInt())));
            }
            return new SweepRound(number, going);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
