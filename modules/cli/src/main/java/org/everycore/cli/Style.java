package org.everycore.cli;

/** Colours and weights of text on a terminal; plain text where colours are not wanted. */
public final class Style {
    private static final String RESET = "\u001b[0m";

    private final boolean on;

    Style(boolean on) {
        this.on = on;
    }

    public String bold(String text) {
        return code("1", text);
    }

    public String dim(String text) {
        return code("2", text);
    }

    public String good(String text) {
        return code("32", text);
    }

    public String warn(String text) {
        return code("33", text);
    }

    public String bad(String text) {
        return code("31", text);
    }

    public String accent(String text) {
        return code("36", text);
    }

    boolean on() {
        return on;
    }

    private String code(String number, String text) {
        return on && !text.isEmpty() ? "\u001b[" + number + "m" + text + RESET : text;
    }
}
