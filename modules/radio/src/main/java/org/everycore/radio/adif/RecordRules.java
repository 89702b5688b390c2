package org.everycore.radio.adif;

import java.util.Optional;

/** The rules that a record must meet to count as a QSO, applied to its values as written. */
public final class RecordRules {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private RecordRules() {}

    /** The first reason that applies, in the order empty, no_call, bad_date, bad_time; duplicates are the reader's to see. */
    public static Optional<Reason> check(AdifRecord record) {
        if (record.fields().isEmpty()) {
            return Optional.of(Reason.EMPTY);
        }
        if (record.normal("CALL").isEmpty()) {
            return Optional.of(Reason.NO_CALL);
        }
        if (!isDate(record.get("QSO_DATE"))) {
            return Optional.of(Reason.BAD_DATE);
        }
        if (!isTime(record.get("TIME_ON"))) {
            return Optional.of(Reason.BAD_TIME);
        }
        return Optional.empty();
    }

    /** Eight digits that name a day of the Gregorian calendar, years 1 to 9999. */
    public static boolean isDate(String text) {
        if (text == null || text.length() != 8 || !digits(text)) {
            return false;
        }
        int value = Integer.parseInt(text);
        return isDate(value / 10_000, value / 100 % 100, value % 100);
    }

    public static boolean isDate(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /** HHMM or HHMMSS. */
    public static boolean isTime(String text) {
        if (text == null || (text.length() != 4 && text.length() != 6) || !digits(text)) {
            return false;
        }
        return Integer.parseInt(text.substring(0, 2)) < 24
                && Integer.parseInt(text.substring(2, 4)) < 60
                && (text.length() == 4 || Integer.parseInt(text.substring(4, 6)) < 60);
    }

    private static boolean digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
