package org.everycore.cli.awards.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.everycore.radio.award.KeyQsos;

/** How an award grew: the number of keys worked and confirmed by day, as a drawing of steps, and the newest ones as a list. */
final class Timeline {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 150;
    private static final int NEWEST = 15;

    private record New(KeyQsos.Shown qso, String key) {}

    private final List<New> worked = new ArrayList<>();
    private final List<Integer> workedDays = new ArrayList<>();
    private final List<Integer> confirmedDays = new ArrayList<>();
    private final Map<String, String> names;

    Timeline(Map<String, KeyQsos.Key> keys, Map<String, String> names) {
        this.names = names;
        keys.forEach((name, key) -> {
            KeyQsos.Shown first = key.first().get(0);
            worked.add(new New(first, name));
            workedDays.add(first.date());
            key.confirmed().ifPresent(qso -> confirmedDays.add(qso.date()));
        });
        worked.sort(Comparator.comparing(New::qso).reversed().thenComparing(New::key));
        Collections.sort(workedDays);
        Collections.sort(confirmedDays);
    }

    String html() {
        if (workedDays.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<details><summary>New ones over time</summary>\n");
        double first = years(workedDays.get(0));
        double last = Math.max(first + 1 / 12.0, years(workedDays.get(workedDays.size() - 1)));
        html.append("<svg class=\"steps\" viewBox=\"-4 -14 ")
                .append(WIDTH + 110)
                .append(' ')
                .append(HEIGHT + 40)
                .append("\" role=\"img\" aria-label=\"Keys worked and confirmed over time\">");
        line(html, "sw", workedDays, first, last);
        line(html, "sc", confirmedDays, first, last);
        int from = (int) StrictMath.ceil(first);
        int step = Math.max(1, ((int) last - from) / 8 + 1);
        for (int year = from; year <= last; year += step) {
            long x = Math.round((year - first) / (last - first) * WIDTH);
            html.append("<text class=\"axis\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(HEIGHT + 18)
                    .append("\">")
                    .append(year)
                    .append("</text>");
        }
        html.append("</svg>\n<ol class=\"newest\">\n");
        for (New one : worked.subList(0, Math.min(NEWEST, worked.size()))) {
            html.append("<li><span data-k=\"")
                    .append(Html.text(one.key()))
                    .append("\">")
                    .append(Html.text((one.key() + " " + names.getOrDefault(one.key(), "")).strip()))
                    .append("</span> ")
                    .append(Html.text(
                            KeyData.day(one.qso().date()) + " " + one.qso().call() + " "
                                    + one.qso().band() + " " + one.qso().mode()))
                    .append("</li>\n");
        }
        return html.append("</ol></details>\n").toString();
    }

    private void line(StringBuilder html, String css, List<Integer> days, double first, double last) {
        if (days.isEmpty()) {
            return;
        }
        double top = workedDays.size();
        html.append("<path class=\"").append(css).append("\" d=\"M");
        long y = HEIGHT;
        boolean begun = false;
        for (int i = 0; i < days.size(); i++) {
            if (i + 1 < days.size() && days.get(i + 1).equals(days.get(i))) {
                continue;
            }
            double at = Math.min(Math.max((years(days.get(i)) - first) / (last - first), 0), 1);
            long x = Math.round(at * WIDTH);
            if (!begun) {
                html.append(x).append(' ').append(y);
                begun = true;
            } else {
                html.append('H').append(x);
            }
            y = Math.round(HEIGHT - (i + 1) / top * HEIGHT);
            html.append('V').append(y);
        }
        html.append('H')
                .append(WIDTH)
                .append("\"/><text class=\"")
                .append(css)
                .append("\" x=\"")
                .append(WIDTH + 6)
                .append("\" y=\"")
                .append(css.equals("sc") && y < 14 ? 18 : y + 5)
                .append("\">")
                .append(days.size())
                .append(css.equals("sw") ? " worked" : " confirmed")
                .append("</text>");
    }

    private static double years(int day) {
        int year = day / 10_000;
        return year + (day / 100 % 100 - 1) / 12.0 + (day % 100 - 1) / 372.0;
    }
}
