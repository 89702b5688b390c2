package org.everycore.cli.text;

import java.util.ArrayList;
import java.util.List;

/** A line broken between words where a terminal would break it within one. */
public final class Wrap {
    private static final String FURTHER = "  ";

    private Wrap() {}

    /** The line in pieces of at most so many columns, if its words allow; pieces after the first stand further in. */
    public static List<String> at(String line, int columns) {
        List<String> pieces = new ArrayList<>();
        String indent = " ".repeat(line.length() - line.stripLeading().length()) + FURTHER;
        String left = line;
        while (TextTable.width(left) > columns) {
            int begin = left.length() - left.stripLeading().length();
            int blank = -1;
            for (int next = left.indexOf(' ', begin); next >= 0; next = left.indexOf(' ', next + 1)) {
                if (blank >= 0 && TextTable.width(left.substring(0, next)) > columns) {
                    break;
                }
                blank = next;
            }
            if (blank < 0) {
                break;
            }
            pieces.add(left.substring(0, blank).stripTrailing());
            left = indent + left.substring(blank).stripLeading();
        }
        pieces.add(left);
        return pieces;
    }
}
