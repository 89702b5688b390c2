package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.blackbird.Token.Kind;

/** Cuts a program into lines of tokens; blank lines and comments vanish. */
final class Lexer {
    /** So that a hostile text of single characters cannot fill the heap. */
    static final int MAX_TOKENS = 4_000_000;

    private static final String SYMBOLS = "+-*/=|()[]{},:";

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private int at;
    private int count;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Line> lines(String text) {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return lexer.lines;
    }

    private void run() {
        boolean indented = indent();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                endLine(indented);
                at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
                line++;
                lineStart = at;
                indented = indent();
            } else if (c == '#') {
                skipComment();
            } else if (c == ' ' || c == '\t') {
                at++;
            } else {
                tokens.add(token(c));
                if (++count > MAX_TOKENS) {
                    throw tokens.get(tokens.size() - 1).error("the program has more than " + MAX_TOKENS + " words");
                }
            }
        }
        endLine(indented);
    }

    private boolean indent() {
        return text.startsWith("\t", at) || text.startsWith("    ", at);
    }

    private void endLine(boolean indented) {
        if (!tokens.isEmpty()) {
            tokens.add(new Token(Kind.END, "", line, at - lineStart + 1));
            lines.add(new Line(indented, tokens));
            tokens = new ArrayList<>();
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private Token token(char c) {
        int start = at;
        if (letter(c)) {
            while (at < text.length() && (letter(text.charAt(at)) || digit(text.charAt(at)))) {
                at++;
            }
            return cut(Kind.NAME, start);
        }
        if (digit(c) || c == '.' && at + 1 < text.length() && digit(text.charAt(at + 1))) {
            number();
            return cut(Kind.NUMBER, start);
        }
        if (c == '"') {
            return string(start);
        }
        at++;
        if (c == '*' && at < text.length() && text.charAt(at) == '*') {
            at++;
            return cut(Kind.SYMBOL, start);
        }
        Token symbol = cut(Kind.SYMBOL, start);
        if (SYMBOLS.indexOf(c) < 0) {
            throw symbol.error(
                    "unexpected character " + (c < ' ' || c > '~' ? String.format("U+%04X", (int) c) : "'" + c + "'"));
        }
        return symbol;
    }

    private void number() {
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int mark = at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = at;
            digits();
            if (at == exponent) {
                at = mark;
            }
        }
        if (at < text.length() && (text.charAt(at) == 'j' || text.charAt(at) == 'J')) {
            at++;
        }
    }

    private void digits() {
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
    }

    private Token string(int start) {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                break;
            }
            at++;
        }
        Token token = new Token(Kind.STRING, text.substring(start + 1, at), line, start - lineStart + 1);
        if (at == text.length() || text.charAt(at) != '"') {
            throw token.error("the text has no closing quote");
        }
        at++;
        return token;
    }

    private Token cut(Kind kind, int start) {
        return new Token(kind, text.substring(start, at), line, start - lineStart + 1);
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
