package org.everycore.radio.award;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;

/** Runs the reading and merging of an awards job over any cut of a log. */
public final class Awards {
    private Awards() {}

    public static AwardsSpec spec(Path log, String json) throws IOException {
        ObjectNode node = (ObjectNode) Json.mapper().readTree(json);
        node.putArray("logs").add(log.toString());
        return new AwardsKind().parse(node);
    }

    /** The document from one log cut at the offsets given, which rise; each stretch by the reader of its place, in turn. */
    public static JsonNode document(AwardsSpec spec, List<SegmentReader> readers, long... cuts) throws IOException {
        AwardProgram program = spec.program(Inputs.LOCAL);
        List<LogFile> logs = LogFile.openAll(spec.logs(), Inputs.LOCAL);
        SegmentMerge merge = new SegmentMerge(program, logs);
        for (int i = 0; i <= cuts.length; i++) {
            long from = i == 0 ? 0 : cuts[i - 1];
            long to = i == cuts.length ? logs.get(0).size() : cuts[i];
            if (from < to) {
                SegmentReader reader = readers.get(i % readers.size());
                reader.read(0, logs.get(0), from, to, from == 0 ? 0 : -1, n -> {}, merge::add);
            }
        }
        return new AwardsJson(program, spec.details())
                .document(List.of(logs.get(0).name()), merge.standing());
    }

    public static SegmentReader reader(AwardsSpec spec) throws IOException {
        return new SegmentReader(spec.program(Inputs.LOCAL));
    }

    public static AwardsSpec of(Path... logs) {
        return AwardsSpec.of(
                Arrays.stream(logs).map(p -> InputRef.file(p.toString())).toList());
    }
}
