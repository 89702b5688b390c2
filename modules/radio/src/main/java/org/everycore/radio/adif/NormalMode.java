package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

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
            return !modeIsKnown || own.submode.isEmpty() && other.group() == own.group() ? other : own;
        }
        return known.isEmpty() && own.submode.isEmpty() ? new NormalMode(own.mode, detail) : own;
    }

    /** Of a QSO's MODE and SUBMODE. */
    public static NormalMode of(AdifRecord qso) {
        return of(qso.get("MODE"), qso.get("SUBMODE"));
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
