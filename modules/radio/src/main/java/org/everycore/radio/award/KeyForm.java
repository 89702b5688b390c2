package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.radio.entity.Counties;

/** How an award takes its keys from the text of a field; the text is trimmed and in upper case. */
public enum KeyForm {
    /** The text itself. */
    TEXT {
        @Override
        List<String> keys(String text) {
            return List.of(text);
        }
    },
    /** Digits only; leading zeros do not count. */
    NUMBER {
        @Override
        List<String> keys(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return List.of();
                }
            }
            int first = 0;
            while (first < text.length() - 1 && text.charAt(first) == '0') {
                first++;
            }
            return List.of(text.substring(first));
        }
    },
    /** A comma list; of each item what stands before an {@code @}. */
    LIST {
        @Override
        List<String> keys(String text) {
            List<String> keys = new ArrayList<>();
            for (String item : text.split(",")) {
                int at = item.indexOf('@');
                String key = (at < 0 ? item : item.substring(0, at)).strip();
                if (!key.isEmpty()) {
                    keys.add(key);
                }
            }
            return keys;
        }
    },
    /** Counties of the United States, several with colons between them; what is none of the list has no key. */
    COUNTY {
        @Override
        List<String> keys(String text) {
            List<String> keys = new ArrayList<>();
            for (String item : text.split(":")) {
                Counties.named(item).ifPresent(keys::add);
            }
            return keys;
        }
    },
    /** The WPX prefix of a callsign. */
    PREFIX {
        @Override
        List<String> keys(String text) {
            String prefix = WpxPrefix.of(text);
            return prefix.isEmpty() ? List.of() : List.of(prefix);
        }
    },
    /** A comma list of Maidenhead locators: their fields, such as FN. */
    GRID2 {
        @Override
        List<String> keys(String text) {
            return locators(text, 2);
        }
    },
    /** Their squares, such as FN42. */
    GRID4 {
        @Override
        List<String> keys(String text) {
            return locators(text, 4);
        }
    },
    /** Their subsquares, such as FN42AA. */
    GRID6 {
        @Override
        List<String> keys(String text) {
            return locators(text, 6);
        }
    };

    /** The keys in the text, none if it has not the form. */
    abstract List<String> keys(String text);

    /** Whether the keys of a plain locator are those of its first four characters. */
    boolean takesSquares() {
        return this == GRID2 || this == GRID4;
    }

    static KeyForm named(String word) {
        for (KeyForm form : values()) {
            if (form.name().equalsIgnoreCase(word.strip())) {
                return form;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is no form; there are text, number, list, county, prefix, grid2, grid4, grid6");
    }

    /** The word for it in definitions. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> locators(String text, int length) {
        List<String> keys = new ArrayList<>();
        for (String item : text.split(",")) {
            String locator = item.strip();
            if (isLocator(locator, length)) {
                keys.add(locator.substring(0, length));
            }
        }
        return keys;
    }

    private static boolean isLocator(String text, int length) {
        if (text.length() < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean good = i < 2 ? c >= 'A' && c <= 'R' : i < 4 ? c >= '0' && c <= '9' : c >= 'A' && c <= 'X';
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
