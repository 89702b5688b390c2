package org.everycore.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** A text archive: a comment, then files, each after a line {@code -- name --}. */
record Txtar(String comment, Map<String, String> files) {
    static Txtar parse(String text) {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        StringBuilder comment = new StringBuilder();
        StringBuilder at = comment;
        for (String line : text.split("(?<=\n)", -1)) {
            String bare = line.strip();
            if (bare.startsWith("-- ") && bare.endsWith(" --")) {
                at = new StringBuilder();
                files.put(bare.substring(3, bare.length() - 3).strip(), at);
            } else {
                at.append(line);
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((name, content) -> texts.put(name, content.toString()));
        return new Txtar(comment.toString().strip(), texts);
    }
}
