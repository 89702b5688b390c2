package org.everycore.radio.jobs;

import org.everycore.jobs.SpecException;
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;

/** The words of specs for how logs are read. */
public final class ReadWords {
    private ReadWords() {}

    /**
     * The rules that the keys {@code onDuplicate} and {@code lengths} name; null stands for the default.
     *
     * @throws SpecException naming the key and the value
     */
    public static ReadRules rules(String onDuplicate, String lengths) {
        return new ReadRules(duplicates(onDuplicate), lengths(lengths));
    }

    private static OnDuplicate duplicates(String text) {
        try {
            return text == null ? ReadRules.DEFAULT.onDuplicate() : OnDuplicate.of(text);
        } catch (IllegalArgumentException e) {
            throw new SpecException("onDuplicate", text, "must be strict or last");
        }
    }

    private static Lengths lengths(String text) {
        try {
            return text == null ? ReadRules.DEFAULT.lengths() : Lengths.of(text);
        } catch (IllegalArgumentException e) {
            throw new SpecException("lengths", text, "must be recover or obey");
        }
    }
}
