package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountryFileTest {
    private static final String DAT = """
            Fed. Rep. of Germany:     14:  28:  EU:   51.00:   -10.00:    -1.0:  DL:
                DA,DL,DK(15)[29],=DL0XYZ(3)[6]{NA},=DM1/W1AW;
            Shetland Islands:         14:  27:  EU:   60.50:     1.50:     0.0:  *GM/s:
                =GM3ABC,2M0ZET;
            Malpelo Island:           09:  12:  SA:    3.98:    81.58:     5.0:  HK0/m:
                =HK0XX;
            """;

    @TempDir
    Path folder;

    @Test
    void readsAPrefixListNamedByPrefix() throws IOException {
        CallsignResolver resolver = CallsignResolver.builtIn().with(file("cty.dat", DAT));
        assertThat(resolver.resolve("DL1AA", 20200101))
                .isEqualTo(new Resolution(230, 14, 28, "EU", Basis.PREFIX, "cty.dat"));
        assertThat(resolver.resolve("DK1AA", 20200101))
                .isEqualTo(new Resolution(230, 15, 29, "EU", Basis.PREFIX, "cty.dat"));
        assertThat(resolver.resolve("DL0XYZ", 20200101))
                .isEqualTo(new Resolution(230, 3, 6, "NA", Basis.EXACT_CALL, "cty.dat"));
        assertThat(resolver.resolve("DM1/W1AW", 20200101).basis()).isEqualTo(Basis.EXACT_CALL);
        assertThat(resolver.resolve("GM3ABC", 20200101).entity()).isEqualTo(279);
        assertThat(resolver.resolve("HK0XX", 20200101).entity()).isEqualTo(161);
        assertThat(resolver.resolve("JA1AA", 20200101).source()).isEqualTo("built-in");
    }

    @Test
    void readsAPrefixListNamedByCode() throws IOException {
        String csv = "DL,Fed. Rep. of Germany,230,EU,14,28,51.00,-10.00,-1.0,DA DL DK(15)[29] =DL0XYZ{NA};\n";
        CallsignResolver resolver = CallsignResolver.builtIn().with(file("cty.csv", csv));
        assertThat(resolver.resolve("DK1AA/P", 20200101))
                .isEqualTo(new Resolution(230, 15, 29, "EU", Basis.PREFIX, "cty.csv"));
        assertThat(resolver.resolve("DL0XYZ", 20200101).continent()).isEqualTo("NA");
    }

    @Test
    void readsClubLogsFileWithItsDays() throws IOException {
        String xml = """
                <?xml version="1.0" encoding="utf-8"?>
                <clublog date="2020-01-01T00:00:00+00:00" xmlns="https://clublog.org/cty/v1.2">
                 <entities><entity><adif>230</adif><name>GERMANY</name><prefix>DL</prefix></entity></entities>
                 <exceptions><exception record="1"><call>KC6RJ</call><entity>PALAU</entity><adif>22</adif><cqz>27</cqz>
                  <cont>OC</cont><start>2003-05-01T00:00:00+00:00</start><end>2003-05-09T23:59:59+00:00</end></exception></exceptions>
                 <prefixes><prefix record="7"><call>DL</call><entity>GERMANY</entity><adif>230</adif><cqz>14</cqz><cont>EU</cont>
                  <start>1973-09-17T00:00:00+00:00</start></prefix></prefixes>
                 <invalid_operations><invalid record="2"><call>T88A</call><start>1995-01-01T00:00:00+00:00</start>
                  <end>1995-01-31T23:59:59+00:00</end></invalid></invalid_operations>
                </clublog>
                """;
        CallsignResolver resolver = CallsignResolver.builtIn().with(file("cty.xml", xml));
        assertThat(resolver.resolve("KC6RJ", 20030505))
                .isEqualTo(new Resolution(22, 27, 0, "OC", Basis.EXACT_CALL, "cty.xml"));
        assertThat(resolver.resolve("KC6RJ", 20030510).entity()).isEqualTo(291);
        assertThat(resolver.resolve("DL1AA", 20200101).source()).isEqualTo("cty.xml");
        assertThat(resolver.resolve("DL1AA", 19700101))
                .extracting(Resolution::source, Resolution::entity)
                .containsExactly("built-in", 81);
        assertThat(resolver.resolve("T88A", 19950110))
                .extracting(Resolution::basis, Resolution::entity)
                .containsExactly(Basis.INVALID, 0);
        assertThat(resolver.resolve("T88A", 19950210).entity()).isEqualTo(22);
    }

    @Test
    void aDocumentTypeBringsNothingIn() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "DL1AA");
        String xml = "<!DOCTYPE c [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><c><prefixes><prefix><call>&x;</call>"
                + "<adif>1</adif></prefix></prefixes></c>";
        assertThatThrownBy(() -> file("cty.xml", xml)).isInstanceOf(CountryFileException.class);
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> file("cty.dat", "Nowhere: 14: 28: EU: 0: 0: 0: QQQ: QQ;"))
                .isInstanceOf(CountryFileException.class)
                .hasMessageContaining("cty.dat")
                .hasMessageContaining("QQQ");
        assertThatThrownBy(() -> file("cty.csv", "DL,Germany,x,EU,14,28,0,0,0,DL;"))
                .hasMessageContaining("\"x\" is not a number");
        assertThatThrownBy(() -> file("cty.txt", "")).hasMessageContaining(".dat, .csv");
    }

    private CountryFile file(String name, String text) throws IOException {
        return CountryFile.read(Files.writeString(folder.resolve(name), text));
    }
}
