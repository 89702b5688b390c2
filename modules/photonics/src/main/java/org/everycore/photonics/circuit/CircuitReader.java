package org.everycore.photonics.circuit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads circuit files: JSON with {@code modes}, {@code cutoff} and {@code gates}, nothing unknown, nothing out of range.
 *
 * <p>Every failure is a {@link CircuitException} of one line that names the source, the gate's index and the value.
 * Answers that a file carries beside the circuit are allowed and ignored: {@link RecordedAnswers}.
 */
public final class CircuitReader {
    /** The largest file read, so that a hostile one cannot fill the heap. */
    public static final long MAX_BYTES = 256L << 20;

    private static final int MAX_NESTING = 16;
    private static final int MAX_TEXT_IN_MESSAGE = 60;
    private static final Set<String> OWN_KEYS = Set.of(
            "name", "description", "modes", "cutoff", "hbar", "gates", "unitary_re", "unitary_im", RecordedAnswers.KEY);
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(400)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CircuitReader() {}

    /** Reads a file; the messages name it as given. */
    public static Circuit read(Path file) {
        String source = file.toString();
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new CircuitException(source + ": is a directory");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new CircuitException(source + ": is larger than " + MAX_BYTES + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CircuitException(source + ": no such file");
        } catch (IOException e) {
            throw new CircuitException(source + ": cannot be read (" + e.getMessage() + ")");
        }
        return read(source, bytes);
    }

    /** Reads UTF-8 JSON; {@code source} is what messages call it. */
    public static Circuit read(String source, byte[] json) {
        requireNonNull(source, "source is null");
        try {
            return circuit(parse(json));
        } catch (CircuitException e) {
            throw e.in(source);
        }
    }

    /** Reads a circuit that stands inside another JSON document (a job's spec). */
    public static Circuit read(String source, JsonNode node) {
        try {
            return circuit(node);
        } catch (CircuitException e) {
            throw e.in(source);
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? stop(json) : e.getLocation();
            throw new CircuitException(place(at) + "not JSON (" + firstLine(e.getOriginalMessage()) + ")");
        } catch (IOException e) {
            throw new CircuitException(
                    place(stop(json)) + "not JSON (" + firstLine(String.valueOf(e.getMessage())) + ")");
        }
    }

    private static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** Where reading words stops: errors of encoding and of nesting do not say it. */
    private static JsonLocation stop(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            try {
                while (parser.nextToken() != null) {
                    // On to the word that cannot be read.
                }
            } catch (IOException e) {
                return parser.currentLocation();
            }
            return parser.currentLocation();
        } catch (IOException e) {
            return JsonLocation.NA;
        }
    }

    private static Circuit circuit(JsonNode root) {
        if (root == null || !root.isObject()) {
            throw new CircuitException("is not a JSON object");
        }
        for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!OWN_KEYS.contains(key) && !RecordedAnswers.EARLIER_KEYS.contains(key)) {
                throw new CircuitException("unknown key " + shown(key));
            }
        }
        if (root.has(RecordedAnswers.KEY) && !root.get(RecordedAnswers.KEY).isObject()) {
            throw new CircuitException(RecordedAnswers.KEY + " is not an object");
        }
        if (root.has("hbar")
                && !(root.get("hbar").isNumber() && root.get("hbar").doubleValue() == 2)) {
            throw new CircuitException("hbar is " + shown(root.get("hbar").toString()) + ", only 2 is supported");
        }
        int modes = wholeNumber(root, "modes");
        int cutoff = wholeNumber(root, "cutoff");
        // Checked before the gates are read, so that their sizes can rely on them.
        Circuit frame = new Circuit(text(root, "name"), text(root, "description"), modes, cutoff, List.of());
        JsonNode gates = root.get("gates");
        if (gates == null || !gates.isArray()) {
            throw new CircuitException("gates is " + (gates == null ? "missing" : "not a list"));
        }
        List<Operation> operations = new ArrayList<>(gates.size());
        for (int i = 0; i < gates.size(); i++) {
            operations.add(gate(root, gates.get(i), i));
        }
        return frame.withOperations(operations);
    }

    private static Operation gate(JsonNode root, JsonNode node, int index) {
        if (!node.isObject()) {
            throw new CircuitException("gate " + index + ": is not an object");
        }
        JsonNode name = node.get("gate");
        if (name == null || !name.isTextual()) {
            throw new CircuitException("gate " + index + ": gate is " + (name == null ? "missing" : "not a text"));
        }
        GateKind kind = GateKind.named(name.textValue())
                .orElseThrow(() -> new CircuitException("gate " + index + ": unknown gate " + shown(name.textValue())));
        return placed("gate " + index + " (" + kind.gateName() + "): ", () -> operation(root, node, kind));
    }

    private static <T> T placed(String place, Supplier<T> body) {
        try {
            return body.get();
        } catch (CircuitException e) {
            throw new CircuitException(place + e.getMessage());
        }
    }

    private static Operation operation(JsonNode root, JsonNode node, GateKind kind) {
        Set<String> arrays = PayloadJson.keys(kind);
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            boolean select = key.equals("select") && kind.role() == GateKind.Role.MEASUREMENT;
            boolean normalize = key.equals("normalize") && (kind == GateKind.KET || kind == GateKind.DENSITY_MATRIX);
            if (!Set.of("gate", "params", "modes").contains(key) && !arrays.contains(key) && !select && !normalize) {
                throw new CircuitException("unknown key " + shown(key));
            }
        }
        if (!node.has("params") && kind.paramCount() != 0) {
            throw new CircuitException("params is missing");
        }
        SortedMap<Integer, MeasuredParameter> measured = new TreeMap<>();
        double[] params = node.has("params") ? params(node.get("params"), measured) : new double[0];
        int[] modes = modeList(node.get("modes"));
        // Counts are judged by a throw-away check first: the payload's size follows from the modes.
        Payload payload = PayloadJson.read(kind, modes.length, node, root);
        if (node.has("normalize")) {
            if (!node.get("normalize").isBoolean()) {
                throw new CircuitException(
                        "normalize is " + shown(node.get("normalize").toString()) + ", not true or false");
            }
            payload = node.get("normalize").booleanValue() ? GivenState.normalised(payload) : payload;
        }
        payload = Payload.moderate(payload);
        double[] select = node.has("select") ? numbers(node.get("select"), "select") : new double[0];
        return new Operation(kind, params, modes, payload, select, measured);
    }

    /** Numbers, and texts such as "-q0/2" that take what was measured. */
    private static double[] params(JsonNode node, SortedMap<Integer, MeasuredParameter> measured) {
        if (!node.isArray()) {
            throw new CircuitException("params is not a list");
        }
        ArrayNode plain = MAPPER.createArrayNode();
        for (int i = 0; i < node.size(); i++) {
            if (node.get(i).isTextual() && node.get(i).textValue().matches(".*q\\d.*")) {
                measured.put(i, MeasuredParameter.parse(node.get(i).textValue()));
                plain.add(0);
            } else {
                plain.add(node.get(i));
            }
        }
        return numbers(plain, "params");
    }

    private static int[] modeList(JsonNode node) {
        if (node == null || !node.isArray()) {
            throw new CircuitException("modes is " + (node == null ? "missing" : "not a list"));
        }
        int[] modes = new int[node.size()];
        for (int i = 0; i < modes.length; i++) {
            JsonNode mode = node.get(i);
            if (!mode.isIntegralNumber() || !mode.canConvertToInt()) {
                throw new CircuitException("modes[" + i + "] is " + shown(mode.toString()) + ", not a mode number");
            }
            modes[i] = mode.intValue();
        }
        return modes;
    }

    static double[] numbers(JsonNode node, String what) {
        if (!node.isArray()) {
            throw new CircuitException(what + " is not a list");
        }
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = node.get(i);
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw new CircuitException(
                        what + "[" + i + "] is " + shown(value.toString()) + ", not a finite number");
            }
            values[i] = value.doubleValue();
        }
        return values;
    }

    private static int wholeNumber(JsonNode root, String key) {
        JsonNode node = root.get(key);
        if (node == null) {
            throw new CircuitException(key + " is missing");
        }
        if (!node.isIntegralNumber()) {
            throw new CircuitException(key + " is " + shown(node.toString()) + ", not a whole number");
        }
        if (!node.canConvertToInt()) {
            throw new CircuitException(key + " is " + shown(node.toString()) + ", out of range");
        }
        return node.intValue();
    }

    private static String text(JsonNode root, String key) {
        JsonNode node = root.get(key);
        if (node != null && !node.isTextual()) {
            throw new CircuitException(key + " is not a text");
        }
        return node == null ? "" : node.textValue();
    }

    /** A value as a message shows it: short, on one line, without control characters. */
    static String shown(String value) {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= MAX_TEXT_IN_MESSAGE ? clean : clean.substring(0, MAX_TEXT_IN_MESSAGE) + "...";
    }

    private static String firstLine(String message) {
        return shown(message.lines().findFirst().orElse(""));
    }
}
