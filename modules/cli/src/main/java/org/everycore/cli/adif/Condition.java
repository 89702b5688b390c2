package org.everycore.cli.adif;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.everycore.cli.Failure;
import org.everycore.radio.adif.AdifRecord;

/**
 * A test of one field: {@code NAME=value}, {@code NAME!=value}, {@code NAME<value}, {@code <=}, {@code >}, {@code >=} or
 * {@code NAME~pattern}. Values are compared trimmed and in upper case; as numbers when both are, so that dates, times and
 * frequencies order as they should. A field that is absent counts as empty; {@code *} in an equality stands for any text.
 */
record Condition(String field, Predicate<String> test) implements Predicate<AdifRecord> {
    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z0-9_ ]+?)\\s*(!=|<=|>=|=|<|>|~)(.*)", Pattern.DOTALL);

    static Condition of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Failure.wrongInput(
                    "--where = " + text + ": must be a field, a comparison (= != < <= > >= ~) and a value");
        }
        String field = form.group(1).toUpperCase(Locale.ROOT);
        String value = form.group(3).strip().toUpperCase(Locale.ROOT);
        return new Condition(
                field,
                switch (form.group(2)) {
                    case "=" -> equality(value);
                    case "!=" -> equality(value).negate();
                    case "<" -> actual -> !actual.isEmpty() && compare(actual, value) < 0;
                    case "<=" -> actual -> !actual.isEmpty() && compare(actual, value) <= 0;
                    case ">" -> actual -> compare(actual, value) > 0;
                    case ">=" -> actual -> compare(actual, value) >= 0;
                    default -> pattern(form.group(3).strip());
                });
    }

    @Override
    public boolean test(AdifRecord record) {
        return test.test(record.normal(field).orElse(""));
    }

    private static Predicate<String> equality(String value) {
        if (value.indexOf('*') < 0) {
            return value::equals;
        }
        String regex = Pattern.quote(value).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }

    private static Predicate<String> pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asPredicate();
        } catch (PatternSyntaxException e) {
            throw Failure.wrongInput("--where: " + regex + " is not a pattern: " + e.getDescription());
        }
    }

    private static int compare(String a, String b) {
        return isNumber(a) && isNumber(b)
                ? Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]*)?");
    }
}
