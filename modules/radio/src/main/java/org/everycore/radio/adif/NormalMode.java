package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.EmissionMode;
import org.everycore.radio.entity.Submode;

/**
 * An emission mode as ADIF's tables write it: the parent MODE, and the SUBMODE that belongs to it or none.
 *
 * <p>A mode that is only for import, or a submode that stands in MODE, becomes its parent with the submode: {@code C4FM} is
 * {@code DIGITALVOICE/C4FM}, {@code FT4} is {@code MFSK/FT4}, {@code USB} is {@code SSB/USB}. Without a MODE that the tables know, SUBMODE alone
 * tells. A SUBMODE of another mode is left out, since MODE is the field that every program fills; only if SUBMODE names a mode of its own in the
 * same group ({@code MFSK} with {@code FT8}) it is the more exact of the two. Text that no table knows stays as it is.
 *
 * @param mode in upper case, empty if nothing is logged
 * @param submode in upper case, empty if there is none
 */
public record NormalMode(String mode, String submode) {
    /** Names that programs write for a mode of the tables. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("CWR", "CW"),
            Map.entry("CW-R", "CW"),
            Map.entry("CW-U", "CW"),
            Map.entry("CW-L", "CW"),
            Map.entry("RTTYR", "RTTY"),
            Map.entry("RTTY-R", "RTTY"),
            Map.entry("FMN", "FM"),
            Map.entry("FM-N", "FM"),
            Map.entry("NFM", "FM"),
            Map.entry("WFM", "FM"),
            Map.entry("AMN", "AM"),
            Map.entry("D-STAR", "DSTAR"),
            Map.entry("JS8CALL", "JS8"),
            Map.entry("FSQ", "FSQCALL"));

    /** Keeps a SUBMODE that is none of its mode. */
    private static final String FORMER_SUBMODE = "APP_EVERYCORE_SUBMODE";

    private static final NormalMode NONE = new NormalMode("", "");

    public NormalMode {
        requireNonNull(mode, "mode is null");
        requireNonNull(submode, "submode is null");
    }

    /** Of the texts of MODE and SUBMODE, either of which may be null, blank or in any case. */
    public static NormalMode of(String mode, String submode) {
        String logged = named(mode);
        String detail = named(submode);
        NormalMode own = ofMode(logged);
        if (detail.isEmpty() || detail.equals(logged) || detail.equals(own.submode)) {
            return own;
        }
        Optional<Submode> known = AdifTables.submode(detail);
        boolean modeIsKnown = AdifTables.mode(own.mode).isPresent();
        if (known.isPresent() && (!modeIsKnown || known.get().mode().equals(own.mode) && own.submode.isEmpty())) {
            return new NormalMode(known.get().mode(), detail);
        }
        boolean isMode = known.isEmpty()
                && AdifTables.mode(detail).filter(found -> !found.importOnly()).isPresent();
        if (isMode) {
            NormalMode other = new NormalMode(detail, "");
            boolean isMoreExact = own.submode.isEmpty() && hasSubmodes(own.mode) && other.group() == own.group();
            return !modeIsKnown || isMoreExact ? other : own;
        }
        return known.isEmpty() && own.submode.isEmpty() ? new NormalMode(own.mode, detail) : own;
    }

    /** Of a QSO's MODE and SUBMODE. */
    public static NormalMode of(AdifRecord qso) {
        return of(qso.get("MODE"), qso.get("SUBMODE"));
    }

    /** Whether the mode is one of a kind, such as MFSK, and no mode by itself, such as FT8. */
    private static boolean hasSubmodes(String mode) {
        return AdifTables.submodes().stream().anyMatch(submode -> submode.mode().equals(mode));
    }

    /**
     * The record as it is written: MODE and SUBMODE in the normal form, so that no log holds a pair that the tables do not know. A SUBMODE that does
     * not belong to its mode is kept as {@value #FORMER_SUBMODE}. A record that needs no change is given back as it is.
     */
    public static AdifRecord written(AdifRecord qso) {
        String mode = qso.get("MODE");
        String submode = qso.get("SUBMODE");
        boolean detailed = submode != null && !submode.isBlank();
        if (!detailed && (mode == null || isPlain(mode))) {
            return qso;
        }
        NormalMode normal = of(mode, submode);
        if (isSame(normal.mode, mode) && isSame(normal.submode, submode)) {
            return qso;
        }
        List<AdifField> fields = new ArrayList<>(qso.fields().size() + 2);
        if (mode == null) {
            fields.add(new AdifField("MODE", normal.mode));
        }
        for (AdifField field : qso.fields()) {
            if (field.name().equals("MODE")) {
                fields.add(isSame(normal.mode, mode) ? field : new AdifField("MODE", field.type(), normal.mode));
                if (submode == null && !normal.submode.isEmpty()) {
                    fields.add(new AdifField("SUBMODE", normal.submode));
                }
            } else if (!field.name().equals("SUBMODE")) {
                fields.add(field);
            } else if (!normal.submode.isEmpty()) {
                fields.add(
                        isSame(normal.submode, submode)
                                ? field
                                : new AdifField("SUBMODE", field.type(), normal.submode));
            }
        }
        String former = detailed ? named(submode) : "";
        if (!former.isEmpty()
                && !former.equals(normal.submode)
                && !former.equals(normal.mode)
                && !qso.has(FORMER_SUBMODE)) {
            fields.add(new AdifField(FORMER_SUBMODE, submode));
        }
        return AdifRecord.ofDistinct(fields);
    }

    /** Whether a MODE by itself needs no change. */
    private static boolean isPlain(String mode) {
        if (mode.isBlank()) {
            return true;
        }
        Optional<EmissionMode> known = AdifTables.mode(mode);
        return known.isPresent() && !known.get().importOnly();
    }

    private static boolean isSame(String normal, String logged) {
        return logged == null ? normal.isEmpty() : normal.equalsIgnoreCase(logged.strip());
    }

    private static NormalMode ofMode(String logged) {
        if (logged.isEmpty()) {
            return NONE;
        }
        Optional<EmissionMode> mode = AdifTables.mode(logged);
        if (mode.isPresent() && !mode.get().importOnly()) {
            return new NormalMode(logged, "");
        }
        return AdifTables.submode(logged)
                .map(submode -> new NormalMode(submode.mode(), submode.name()))
                .orElseGet(() -> new NormalMode(logged, ""));
    }

    private static String named(String text) {
        String name = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }

    /** The group of modes for which awards are counted apart. */
    public EmissionGroup group() {
        return EmissionGroup.ofMode(mode);
    }

    /** One text for both, such as {@code MFSK/FT4} or {@code CW}; empty if nothing is logged. */
    public String text() {
        return submode.isEmpty() ? mode : mode + "/" + submode;
    }
}
