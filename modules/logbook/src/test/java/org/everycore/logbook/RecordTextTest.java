package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

class RecordTextTest {
    @Property
    void whatIsStoredReadsBackTheSame(@ForAll("records") AdifRecord record) {
        String text = RecordText.encode(record);
        assertThat(RecordText.decode(text)).isEqualTo(record);
        assertThat(text).doesNotContain("\0");
    }

    @Provide
    Arbitrary<AdifRecord> records() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("ABC_019 ").ofMinLength(1).ofMaxLength(8);
        Arbitrary<Character> types = Arbitraries.of(AdifField.NO_TYPE, 'D', 'n');
        Arbitrary<String> values = Arbitraries.strings()
                .withChars("<>:EOR=0\0\n\r\täß短")
                .withChars('\u0000', '\uD7FF')
                .ofMaxLength(20);
        Arbitrary<AdifField> fields = Combinators.combine(names, types, values).as(AdifField::new);
        Arbitrary<List<AdifField>> lists = fields.list().ofMaxSize(8).uniqueElements(AdifField::name);
        return lists.map(AdifRecord::of);
    }
}
