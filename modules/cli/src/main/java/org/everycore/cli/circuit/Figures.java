package org.everycore.cli.circuit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;

/** Named numbers, vectors and matrices that one run tells, the same in JSON, as text and in an .npz file. */
final class Figures {
    private static final int MOST_SHOWN = 12;

    private final Map<String, NumpyArray> arrays = new LinkedHashMap<>();
    private final Map<String, Double> expressions = new LinkedHashMap<>();

    Figures put(String name, double value) {
        arrays.put(name, new NumpyArray(new int[0], new double[] {value}));
        return this;
    }

    Figures put(String name, double[] values) {
        arrays.put(name, NumpyArray.of(values));
        return this;
    }

    Figures put(String name, double[][] rows) {
        arrays.put(name, NumpyArray.rows(rows));
        return this;
    }

    /** A square matrix, row by row. */
    Figures square(String name, double[] values, int size) {
        arrays.put(name, new NumpyArray(new int[] {size, size}, values));
        return this;
    }

    /** The value of an expression that a user wrote. */
    Figures expression(String text, double value) {
        expressions.put(text, value);
        return this;
    }

    /** The same but for some names. */
    Figures without(String... names) {
        Figures rest = new Figures();
        rest.arrays.putAll(arrays);
        rest.expressions.putAll(expressions);
        rest.arrays.keySet().removeAll(List.of(names));
        return rest;
    }

    /** Fields of the object that is being written. */
    void json(JsonGenerator json) throws IOException {
        for (Map.Entry<String, NumpyArray> each : arrays.entrySet()) {
            json.writeFieldName(each.getKey());
            array(json, each.getValue(), 0, 0);
        }
        if (!expressions.isEmpty()) {
            json.writeObjectFieldStart("observables");
            for (Map.Entry<String, Double> each : expressions.entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
    }

    private static int array(JsonGenerator json, NumpyArray array, int axis, int from) throws IOException {
        if (axis == array.shape().length) {
            double value = array.values()[from];
            if (Double.isNaN(value)) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
            return from + 1;
        }
        int at = from;
        json.writeStartArray();
        for (int i = 0; i < array.shape()[axis]; i++) {
            at = array(json, array, axis + 1, at);
        }
        json.writeEndArray();
        return at;
    }

    /** What a person reads: a line a number or row; large arrays are left to JSON and files. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        arrays.forEach((name, array) -> {
            int[] shape = array.shape();
            if (shape.length == 0) {
                lines.add(name + " " + number(array.values()[0]));
            } else if (shape[shape.length - 1] > MOST_SHOWN || shape[0] > MOST_SHOWN) {
                lines.add(name + ": " + array.values().length + " numbers, see --json or --out");
            } else if (shape.length == 1) {
                lines.add(name + row(array.values()));
            } else {
                lines.add(name);
                for (double[] values : array.toRows()) {
                    lines.add(" " + row(values));
                }
            }
        });
        expressions.forEach((text, value) -> lines.add(text + " = " + number(value)));
        return lines;
    }

    private static String row(double[] values) {
        StringBuilder row = new StringBuilder();
        for (double value : values) {
            row.append(String.format(Locale.ROOT, " %10s", Double.isNaN(value) ? "-" : number(value)));
        }
        return row.toString();
    }

    private static String number(double value) {
        double shown = Math.abs(value) < 5e-13 ? 0 : value;
        return String.format(Locale.ROOT, Math.abs(shown) < 1e-3 && shown != 0 ? "%.3e" : "%.6f", shown);
    }

    /** Writes an .npz, whole or not at all; expressions become one vector. */
    void write(Path file, Figures before) throws IOException {
        Map<String, NumpyArray> all = new LinkedHashMap<>(before.arrays);
        all.putAll(arrays);
        if (!expressions.isEmpty()) {
            all.put(
                    "observables",
                    NumpyArray.of(expressions.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
        try (ResultFile result = ResultFile.open(ResultTarget.to(file))) {
            NumpyFiles.write(result.stream(), all);
            result.commit();
        }
    }
}
