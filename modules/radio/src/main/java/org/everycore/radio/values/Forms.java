package org.everycore.radio.values;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The forms that ADIF's data types ask of a text, in upper case and without blanks around it. */
final class Forms {
    private static final Pattern NUMBER = Pattern.compile("-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final Pattern CALL =
            Pattern.compile("(?=[A-Z0-9/]*[A-Z])(?=[A-Z0-9/]*[0-9])[A-Z0-9]+(?:/[A-Z0-9]+)*|RAEM(?:/[A-Z0-9]+)*");
    private static final Pattern GRID =
            Pattern.compile("[A-R]{2}(?:[0-9]{2}(?:[A-X]{2}(?:[0-9]{2}(?:[A-X]{2}(?:[0-9]{2})?)?)?)?)?");

    private static final Map<String, Pattern> BY_TYPE = Map.of(
            "Boolean", Pattern.compile("[YN]"),
            "Integer", Pattern.compile("-?[0-9]+"),
            "PositiveInteger", Pattern.compile("0*[1-9][0-9]*"),
            "GridSquareExt", Pattern.compile("[A-X]{2}(?:[0-9]{2})?"),
            "IOTARefNo", Pattern.compile("(?:AF|AN|AS|EU|NA|OC|SA)-[0-9]{3}"),
            "SOTARef", Pattern.compile("[A-Z0-9]{1,8}/[A-Z]{2}-[0-9]{3}"),
            "WWFFRef", Pattern.compile("[A-Z0-9]{1,4}FF-[0-9]{4}"),
            "POTARefList", list("[A-Z0-9]{1,4}-[0-9]{4,5}(?:@[A-Z0-9]{2}-[A-Z0-9]{1,4})?"),
            "GridSquareList", list("[A-R]{2}[0-9]{2}(?:[A-X]{2})?"),
            "Location", Pattern.compile("[NSEW](?:0[0-9]{2}|1[0-7][0-9]|180) [0-5][0-9]\\.[0-9]{3}"));

    private Forms() {}

    private static Pattern list(String item) {
        return Pattern.compile(item + "(?: *, *" + item + ")*");
    }

    /** Whether a text has the form of a data type; types without a form of their own take any. */
    static boolean fits(String type, String text) {
        Pattern form = BY_TYPE.get(type);
        return form == null || form.matcher(text).matches();
    }

    static boolean isCall(String text) {
        return text.length() >= 3 && CALL.matcher(text).matches();
    }

    static boolean isGrid(String text) {
        return GRID.matcher(text).matches();
    }

    /** A number as ADIF writes it: digits, a minus before, a point within. */
    static OptionalDouble number(String text) {
        return text.length() <= 40 && NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }
}
