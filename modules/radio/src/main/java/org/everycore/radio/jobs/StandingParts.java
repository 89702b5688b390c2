package org.everycore.radio.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.everycore.jobs.Inputs;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.award.AwardPartialCodec;
import org.everycore.radio.award.AwardProgram;
import org.everycore.radio.award.AwardsJson;
import org.everycore.radio.award.SegmentReader;
import org.everycore.radio.award.Standing;

/**
 * Standings of a log that grows: what each of its parts counts is kept as bytes, and the parts put together give the
 * document that the whole log gives, since all that is counted is a set or a sum.
 */
public final class StandingParts {
    /** Grows when kept parts would no longer be read, or would count otherwise. */
    public static final int VERSION = 5;

    private StandingParts() {}

    /** What the spec's logs, plain ADI, count. */
    public static byte[] count(AwardsSpec spec, Inputs inputs) throws IOException {
        var reader = new SegmentReader(spec.program(inputs));
        var partial = new AwardPartial.Builder(Long.MAX_VALUE);
        List<LogFile> logs = spec.open(inputs);
        for (int i = 0; i < logs.size(); i++) {
            reader.read(i, logs.get(i), 0, logs.get(i).size(), 0, bytes -> {}, partial::add);
        }
        var bytes = new ByteArrayOutputStream();
        AwardPartialCodec.INSTANCE.write(partial.build(), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /**
     * The document of all parts together.
     *
     * @param spec as the parts were counted with, but for the details
     * @param name of the log, as the document calls it
     */
    public static ObjectNode document(AwardsSpec spec, Inputs inputs, String name, List<byte[]> parts)
            throws IOException {
        AwardProgram program = spec.program(inputs);
        try (var standing = new Standing(program.definitions().size())) {
            for (byte[] part : parts) {
                var behind = new long[2]; // records and lines of the part before the segment
                AwardPartialCodec.INSTANCE.forEach(
                        new DataInputStream(new ByteArrayInputStream(part)), part.length, segment -> {
                            if (segment.standing() != null) {
                                standing.add(segment, name, behind[0], behind[1]);
                                behind[0] += segment.standing().counts().records;
                                behind[1] += segment.lines();
                            }
                        });
            }
            return new AwardsJson(program, spec.details()).document(List.of(name), standing);
        }
    }
}
