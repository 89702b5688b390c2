package org.everycore.radio.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.everycore.radio.adif.AdifRecord;

/**
 * A condition on records, read from text: {@code BAND=20m and (MODE=CW or not CALL~^W1) and QSO_DATE>=20200101}.
 *
 * <p>{@code = != < <= > >=} compare times of day with their seconds, as numbers where both sides are numbers, else as text, trimmed and without regard to
 * case; {@code ~} searches for a regular expression, {@code !~} for its absence. A field alone asks whether it is there and
 * not blank. {@code not} binds closest, then {@code and}, then {@code or}; a value with blanks or brackets stands in
 * double quotes.
 */
public final class Filter implements Predicate<AdifRecord> {
    private static final List<String> OPERATORS = List.of("!=", "<=", ">=", "!~", "=", "<", ">", "~");

    private final String text;
    private final Predicate<AdifRecord> condition;

    private Filter(String text, Predicate<AdifRecord> condition) {
        this.text = text;
        this.condition = condition;
    }

    /** @throws ConvertException naming the place where the text cannot be understood */
    public static Filter parse(String text) {
        var parser = new Parser(text);
        Predicate<AdifRecord> condition = parser.or();
        parser.expectEnd();
        return new Filter(text, condition);
    }

    @Override
    public boolean test(AdifRecord record) {
        return condition.test(record);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class Parser {
        private static final int DEEPEST = 200;
        private final String text;
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        Predicate<AdifRecord> or() {
            List<Predicate<AdifRecord>> any = new ArrayList<>(List.of(and()));
            while (word("or")) {
                any.add(and());
            }
            return record -> any.stream().anyMatch(c -> c.test(record));
        }

        private Predicate<AdifRecord> and() {
            List<Predicate<AdifRecord>> all = new ArrayList<>(List.of(not()));
            while (word("and")) {
                all.add(not());
            }
            return record -> all.stream().allMatch(c -> c.test(record));
        }

        private Predicate<AdifRecord> not() {
            if (++depth > DEEPEST) {
                throw failure("nested too deeply");
            }
            try {
                if (word("not")) {
                    return not().negate();
                }
                if (take("(")) {
                    Predicate<AdifRecord> inner = or();
                    if (!take(")")) {
                        throw failure("a closing bracket is missing");
                    }
                    return inner;
                }
                return comparison();
            } finally {
                depth--;
            }
        }

        private Predicate<AdifRecord> comparison() {
            blanks();
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            String field = text.substring(from, at).toUpperCase(Locale.ROOT);
            if (field.isEmpty()) {
                throw failure("the name of a field is expected");
            }
            for (String operator : OPERATORS) {
                if (take(operator)) {
                    return comparison(field, operator, value());
                }
            }
            return record -> record.normal(field).isPresent();
        }

        private Predicate<AdifRecord> comparison(String field, String operator, String value) {
            if (operator.endsWith("~")) {
                Pattern pattern = pattern(value);
                Predicate<AdifRecord> found = record -> record.get(field) != null
                        && pattern.matcher(record.get(field)).find();
                return operator.equals("~") ? found : found.negate();
            }
            String wanted = value.strip().toUpperCase(Locale.ROOT);
            return record -> {
                String own = record.normal(field).orElse("");
                if (own.isEmpty() && !operator.equals("=") && !operator.equals("!=")) {
                    return false;
                }
                int order = isTime(field) ? filled(own).compareTo(filled(wanted)) : compare(own, wanted);
                return switch (operator) {
                    case "=" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            };
        }

        private Pattern pattern(String value) {
            try {
                return Pattern.compile(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            } catch (PatternSyntaxException e) {
                throw failure("\"" + value + "\" is no regular expression: " + e.getDescription());
            }
        }

        private String value() {
            blanks();
            if (at < text.length() && text.charAt(at) == '"') {
                int end = text.indexOf('"', at + 1);
                if (end < 0) {
                    throw failure("a closing quotation mark is missing");
                }
                String quoted = text.substring(at + 1, end);
                at = end + 1;
                return quoted;
            }
            int from = at;
            int open = 0;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                char c = text.charAt(at);
                open += c == '(' ? 1 : 0;
                if (c == ')' && open-- == 0) {
                    break;
                }
                at++;
            }
            return text.substring(from, at);
        }

        private boolean word(String word) {
            blanks();
            int end = at + word.length();
            boolean here = text.regionMatches(true, at, word, 0, word.length())
                    && (end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
            at = here ? end : at;
            return here;
        }

        private boolean take(String mark) {
            blanks();
            boolean here = text.startsWith(mark, at);
            at += here ? mark.length() : 0;
            return here;
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        void expectEnd() {
            blanks();
            if (at < text.length()) {
                throw failure("\"and\", \"or\" or the end is expected");
            }
        }

        private ConvertException failure(String what) {
            return new ConvertException("filter \"" + text + "\", character " + (at + 1) + ": " + what);
        }
    }

    private static boolean isTime(String field) {
        return field.equals("TIME_ON") || field.equals("TIME_OFF");
    }

    /** A time of day with its seconds: 1200 is 120000. */
    private static String filled(String time) {
        return (time + "000000").substring(0, Math.max(6, time.length()));
    }

    /** As numbers where both are, else as text. */
    static int compare(String a, String b) {
        return CabrilloFields.number(a)
                .flatMap(x -> CabrilloFields.number(b).map(y -> Double.compare(x, y)))
                .orElseGet(() -> a.compareTo(b));
    }
}
