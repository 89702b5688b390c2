package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.entity.CallsignResolver;

/**
 * What is to be counted: the awards, the choice of QSOs and of what confirms them.
 *
 * @param confirm the sources that confirm for every award; empty: what each definition says
 * @param resolver finds what a QSO does not say of its place; empty: QSOs are taken as they are logged
 * @param witnessed names of the awards of which it is kept who confirmed each key
 */
public record AwardProgram(
        List<AwardDefinition> definitions,
        ReadRules rules,
        List<Source> confirm,
        QsoFilter filter,
        Optional<CallsignResolver> resolver,
        Set<String> witnessed) {
    public AwardProgram {
        definitions = List.copyOf(definitions);
        requireNonNull(rules, "rules is null");
        confirm = List.copyOf(confirm);
        requireNonNull(filter, "filter is null");
        requireNonNull(resolver, "resolver is null");
        witnessed = Set.copyOf(witnessed);
    }

    /** Whether QSOs are taken as they are logged: nothing is resolved, and MODE stands for itself. */
    boolean asLogged() {
        return resolver.isEmpty();
    }

    /** Whether it is kept who confirmed the keys of the award. */
    boolean witnesses(AwardDefinition definition) {
        return witnessed.contains(definition.name());
    }

    /** Whether QSOs count for an award as confirmed by themselves; what the user says holds for every award. */
    boolean needsNoQsl(AwardDefinition definition) {
        return confirm.isEmpty() && definition.needsNoQsl();
    }

    /** The bits of the sources that confirm for an award. */
    int sources(AwardDefinition definition) {
        return Source.bits(confirm.isEmpty() ? definition.confirm() : confirm);
    }

    /** The bits of the sources by which a QSO counts as confirmed in the sum over all QSOs. */
    int confirming() {
        return Source.bits(confirm.isEmpty() ? List.of(Source.CARD, Source.LOTW) : confirm);
    }
}
