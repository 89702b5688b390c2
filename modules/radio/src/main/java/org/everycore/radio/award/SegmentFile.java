package org.everycore.radio.award;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Segments put away in a temporary file, in the bytes in which they travel; it is gone when nobody refers to it any more. */
final class SegmentFile implements Closeable {
    private final FileChannel file;
    /** Where each segment ends. */
    private final List<Long> ends = new ArrayList<>();

    SegmentFile() throws IOException {
        file = Spill.open("everycore-segments");
    }

    int size() {
        return ends.size();
    }

    void add(Segment segment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        AwardPartialCodec.INSTANCE.write(segment, new DataOutputStream(bytes));
        long at = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
        ends.add(at + Spill.write(file, ByteBuffer.wrap(bytes.toByteArray()), at));
    }

    void forEach(AwardPartial.Visitor visitor) throws IOException {
        long at = 0;
        for (long end : ends) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - at));
            Spill.read(file, bytes, at);
            var in = new DataInputStream(new ByteArrayInputStream(bytes.array()));
            visitor.segment(AwardPartialCodec.INSTANCE.segment(in, bytes.capacity()));
            at = end;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
