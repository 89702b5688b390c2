package org.everycore.radio.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.award.AwardDefinition;
import org.everycore.radio.award.AwardDefinitions;
import org.everycore.radio.award.AwardProgram;
import org.everycore.radio.award.QsoFilter;
import org.everycore.radio.award.Source;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.CountryFile;
import org.everycore.radio.entity.CountryFileException;

/**
 * The spec of a {@code radio.awards} job; every key but {@code logs} may be missing.
 *
 * @param logs the logs, in the order in which they are counted
 * @param onDuplicate {@code strict} (default) or {@code last}
 * @param lengths {@code recover} (default) does not believe a length that swallows tags, {@code obey} does
 * @param entity {@code auto} (default) resolves a missing DXCC field from callsign and date, {@code field} does not
 * @param entityTable a country file that is asked before the built-in table
 * @param awards names of awards; none: those counted by default; {@code all}: every one
 * @param definitions texts of definition files, beside or instead of the built-in ones
 * @param confirm sources of confirmation for every award; none: what each award accepts
 * @param band one band key on which QSOs count
 * @param mode one emission group
 * @param from first day, YYYYMMDD or YYYY-MM-DD
 * @param to last day
 * @param station the STATION_CALLSIGN
 * @param operator the OPERATOR
 * @param grid the beginning of MY_GRIDSQUARE
 * @param details whether the result lists every key with its bands
 * @param witnesses names of counted awards; the result tells who confirmed each of their keys; {@code all}: of every award
 */
public record AwardsSpec(
        List<InputRef> logs,
        String onDuplicate,
        String lengths,
        String entity,
        InputRef entityTable,
        List<String> awards,
        List<String> definitions,
        List<String> confirm,
        String band,
        String mode,
        String from,
        String to,
        String station,
        String operator,
        String grid,
        Boolean details,
        List<String> witnesses) {
    public AwardsSpec {
        if (logs == null || logs.isEmpty()) {
            throw new SpecException("logs", "names no log");
        }
        logs = List.copyOf(logs);
        onDuplicate = onDuplicate == null ? "strict" : onDuplicate;
        lengths = lengths == null ? Lengths.RECOVER.key() : lengths;
        entity = entity == null ? "auto" : entity;
        if (!entity.equals("auto") && !entity.equals("field")) {
            throw new SpecException("entity", entity, "must be auto or field");
        }
        awards = awards == null ? List.of() : List.copyOf(awards);
        definitions = definitions == null ? List.of() : List.copyOf(definitions);
        witnesses = witnesses == null ? List.of() : List.copyOf(witnesses);
        details = (details != null && details) || !witnesses.isEmpty();
        confirm = confirm == null ? List.of() : List.copyOf(confirm);
        ReadWords.rules(onDuplicate, lengths);
        sources(confirm);
        if (band != null && Bands.ofKey(band) < 0) {
            throw new SpecException("band", band, "is not an ADIF band or SAT");
        }
        if (mode != null && EmissionGroup.named(mode).isEmpty()) {
            throw new SpecException("mode", mode, "must be CW, PHONE, DIGITAL or NONE");
        }
        day("from", from, 0);
        day("to", to, 0);
    }

    /** A spec of logs alone, everything else by default. */
    public static AwardsSpec of(List<InputRef> logs) {
        return new AwardsSpec(
                logs, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public AwardProgram program(Inputs inputs) throws IOException {
        List<AwardDefinition> chosen = chosen();
        return new AwardProgram(
                chosen,
                ReadWords.rules(onDuplicate, lengths),
                sources(confirm),
                filter(),
                resolver(inputs),
                witnessed(chosen));
    }

    private Set<String> witnessed(List<AwardDefinition> chosen) {
        Set<String> names = new TreeSet<>();
        for (String wanted : witnesses) {
            int before = names.size();
            for (AwardDefinition definition : chosen) {
                if (wanted.equals("all") || wanted.equalsIgnoreCase(definition.name())) {
                    names.add(definition.name());
                }
            }
            if (names.size() == before && names.stream().noneMatch(wanted::equalsIgnoreCase)) {
                throw new SpecException("witnesses", wanted, "is not an award that is counted");
            }
        }
        return names;
    }

    List<AwardDefinition> chosen() {
        try {
            return AwardDefinitions.select(definitions, awards);
        } catch (IOException e) {
            throw new SpecException("awards", e.getMessage());
        }
    }

    QsoFilter filter() {
        return new QsoFilter(
                band == null ? AwardDefinition.ALL_BANDS : 1L << Bands.ofKey(band),
                mode == null
                        ? QsoFilter.ALL.groups()
                        : 1 << EmissionGroup.named(mode).orElseThrow().index(),
                day("from", from, QsoFilter.ALL.from()),
                day("to", to, QsoFilter.ALL.to()),
                upper(station),
                upper(operator),
                upper(grid));
    }

    private Optional<CallsignResolver> resolver(Inputs inputs) throws IOException {
        if (entity.equals("field")) {
            return Optional.empty();
        }
        CallsignResolver calls = CallsignResolver.builtIn();
        try {
            return Optional.of(entityTable == null ? calls : calls.with(CountryFile.read(inputs.resolve(entityTable))));
        } catch (CountryFileException e) {
            throw new SpecException("entityTable", e.getMessage());
        }
    }

    public List<LogFile> open(Inputs inputs) throws IOException {
        return LogFile.openAll(logs, inputs);
    }

    private static Optional<String> upper(String text) {
        return Optional.ofNullable(text)
                .map(t -> t.strip().toUpperCase(Locale.ROOT))
                .filter(t -> !t.isEmpty());
    }

    private static List<Source> sources(List<String> words) {
        try {
            return Source.of(words);
        } catch (IllegalArgumentException e) {
            throw new SpecException("confirm", e.getMessage());
        }
    }

    private static int day(String field, String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        String digits = text.replace("-", "");
        if (!RecordRules.isDate(digits)) {
            throw new SpecException(field, text, "must be a day such as 2024-02-29");
        }
        return Integer.parseInt(digits);
    }
}
