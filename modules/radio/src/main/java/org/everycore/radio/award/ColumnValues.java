package org.everycore.radio.award;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.everycore.radio.adif.Bytes;
import org.everycore.radio.adif.ValueText;

/**
 * The distinct values of one field, and what is worth knowing of each, found out once when a value is first met. So the rules of awards are
 * plain code on text, and a QSO costs a look-up.
 */
final class ColumnValues {
    private final ValueDictionary dictionary = new ValueDictionary();
    private final List<Learner> learners = new ArrayList<>();
    private final Charset charset;

    /** Learns of a value by its number; texts come trimmed and in upper case, empty if the value is blank. */
    private interface Learner {
        void learn(int number, String text);
    }

    ColumnValues(Charset charset) {
        this.charset = charset;
    }

    /** The number of the value at {@code b[from, to)}. */
    int number(byte[] b, int from, int to) {
        int number = dictionary.find(b, from, to);
        return number >= 0 ? number : learn(-1 - number);
    }

    /** The number of a text of ASCII. */
    int number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return number(Arrays.copyOf(bytes, bytes.length + Bytes.PADDING), 0, bytes.length);
    }

    private int learn(int number) {
        String text = text(number);
        for (Learner learner : learners) {
            learner.learn(number, text);
        }
        return number;
    }

    int size() {
        return dictionary.size();
    }

    /** The text of the value of that number, trimmed and in upper case. */
    String text(int number) {
        return ValueText.decode(dictionary.arena(), dictionary.from(number), dictionary.to(number), charset)
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    /** A table of what the function says of each value. */
    Ints ints(ToIntFunction<String> function) {
        Ints ints = new Ints(function);
        learners.add(ints);
        return ints;
    }

    /** A table of the keys of an award. */
    Keys keys(AwardDefinition definition, Tally tally) {
        Keys keys = new Keys(definition, tally);
        learners.add(keys);
        return keys;
    }

    /** A table of text codes, 0 for blank values. */
    Codes codes(TextCode code) {
        Codes codes = new Codes(code);
        learners.add(codes);
        return codes;
    }

    /** One int for each value. */
    static final class Ints implements Learner {
        private final ToIntFunction<String> function;
        private int[] values = new int[16];

        private Ints(ToIntFunction<String> function) {
            this.function = function;
        }

        int get(int number) {
            return values[number];
        }

        @Override
        public void learn(int number, String text) {
            values = grown(values, number);
            values[number] = function.applyAsInt(text);
        }
    }

    /** For each value its key in a tally, none, or several. */
    static final class Keys implements Learner {
        /** The value is not blank but has no key that counts. */
        static final int NO_KEY = -1;
        /** The value is blank: as if the field were not there. */
        static final int BLANK = -2;

        private static final int SEVERAL = -3;
        private final AwardDefinition definition;
        private final Tally tally;
        private final List<int[]> several = new ArrayList<>();
        private int[] values = new int[16];

        private Keys(AwardDefinition definition, Tally tally) {
            this.definition = definition;
            this.tally = tally;
        }

        /** The key's number, {@link #NO_KEY}, {@link #BLANK}, or below these a hint for {@link #several}. */
        int get(int number) {
            return values[number];
        }

        int[] several(int hint) {
            return several.get(SEVERAL - hint);
        }

        @Override
        public void learn(int number, String text) {
            values = grown(values, number);
            if (text.isEmpty()) {
                values[number] = BLANK;
                return;
            }
            int[] keys = definition.keys(text).stream()
                    .mapToInt(tally::number)
                    .distinct()
                    .toArray();
            if (keys.length > 1) {
                values[number] = SEVERAL - several.size();
                several.add(keys);
            } else {
                values[number] = keys.length == 0 ? NO_KEY : keys[0];
            }
        }
    }

    /** For each value the exact code of its text. */
    static final class Codes implements Learner {
        private final TextCode code;
        private long[] values = new long[16];

        private Codes(TextCode code) {
            this.code = code;
        }

        long get(int number) {
            return values[number];
        }

        @Override
        public void learn(int number, String text) {
            if (number >= values.length) {
                values = Arrays.copyOf(values, 2 * number);
            }
            values[number] = text.isEmpty() ? 0 : code.of(text);
        }
    }

    private static int[] grown(int[] values, int number) {
        return number < values.length ? values : Arrays.copyOf(values, 2 * number);
    }
}
