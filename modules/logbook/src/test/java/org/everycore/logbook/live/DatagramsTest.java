package org.everycore.logbook.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramsTest {
    private static final LocalDateTime ON = LocalDateTime.of(2024, 2, 29, 23, 59, 15);
    private static final LocalDateTime OFF = LocalDateTime.of(2024, 3, 1, 0, 0, 30);

    static byte[] wsjtx(String call, String mode, LocalDateTime on) {
        return QtMessage.of(2, 5, "WSJT-X")
                .utc(on.plusSeconds(75))
                .text(call)
                .text("JO62")
                .int64(14_074_512)
                .text(mode)
                .text("-07")
                .text("-12")
                .text("50 W")
                .text("FT8  Sent: -07")
                .text("Jürgen")
                .utc(on)
                .text("DL9OP")
                .text("DL0EX")
                .text("JN48QM")
                .text(null)
                .text("")
                .text(null)
                .bytes();
    }

    static byte[] contact(String element, String extra) {
        String xml = """
                <?xml version="1.0" encoding="utf-8"?>
                <%s>
                  <app>N1MM</app>
                  <contestname>CWOPS</contestname>
                  <contestnr>73</contestnr>
                  <timestamp>2024-02-29 13:14:15</timestamp>
                  <mycall>DL0EX</mycall>
                  <band>3.5</band>
                  <rxfreq>352519</rxfreq>
                  <txfreq>352519</txfreq>
                  <operator>DL9OP</operator>
                  <mode>CW</mode>
                  <call>W1AW</call>
                  <snt>599</snt>
                  <sntnr>5</sntnr>
                  <rcv>579</rcv>
                  <rcvnr>0</rcvnr>
                  <gridsquare></gridsquare>
                  <exchange1>HIRAM 1</exchange1>
                  <section>CT</section>
                  <continent>NA</continent>
                  <power>KW</power>
                  <points>1</points>
                  <StationName>CONTEST-PC</StationName>
                  <ID>f9ffac4fcd3e479ca86e137df1338531</ID>%s
                </%s>
                """.formatted(element, extra, element);
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static AdifRecord logged(byte[] datagram) throws DatagramException {
        List<LiveEvent> events = Datagrams.read(datagram);
        assertThat(events).hasSize(1);
        return ((LiveEvent.Logged) events.get(0)).qso();
    }

    @Test
    void readsWsjtxFields() throws DatagramException {
        assertThat(logged(wsjtx("dk5ya", "FT8", ON)))
                .isEqualTo(AdifRecord.ofPairs(
                        "CALL",
                        "DK5YA",
                        "QSO_DATE",
                        "20240229",
                        "TIME_ON",
                        "235915",
                        "QSO_DATE_OFF",
                        "20240301",
                        "TIME_OFF",
                        "000030",
                        "BAND",
                        "20m",
                        "FREQ",
                        "14.074512",
                        "MODE",
                        "FT8",
                        "RST_SENT",
                        "-07",
                        "RST_RCVD",
                        "-12",
                        "GRIDSQUARE",
                        "JO62",
                        "TX_PWR",
                        "50",
                        "COMMENT",
                        "FT8  Sent: -07",
                        "NAME",
                        "Jürgen",
                        "OPERATOR",
                        "DL9OP",
                        "STATION_CALLSIGN",
                        "DL0EX",
                        "MY_GRIDSQUARE",
                        "JN48QM"));
        assertThat(logged(wsjtx("DK5YA", "FT4", ON)).get("SUBMODE")).isEqualTo("FT4");
        assertThat(logged(wsjtx("DK5YA", "FT4", ON)).get("MODE")).isEqualTo("MFSK");
    }

    @Test
    void readsMessagesThatEndBeforeTheNewerFieldsAndOtherClocks() throws DatagramException {
        byte[] old = QtMessage.of(2, 5, null)
                .offset(LocalDateTime.of(2024, 1, 1, 0, 30), 3600)
                .text("W1AW")
                .text("")
                .int64(0)
                .text("JT65")
                .text("")
                .text("")
                .text("QRP")
                .text("")
                .text("")
                .bytes();
        AdifRecord qso = logged(old);
        assertThat(qso.get("QSO_DATE")).isEqualTo("20231231");
        assertThat(qso.get("TIME_ON")).isEqualTo("233000");
        assertThat(qso.has("TX_PWR")).isFalse();
        assertThat(qso.has("FREQ")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5,5", "100 W,100", "0.5w,0.5", "'2,5 W',2.5", "500mW,0.5", "1kW,1000", "QRP,''", "'',''", "1e9,''"})
    void powersAreWatts(String typed, String watts) {
        assertThat(WsjtxDatagram.watts(typed)).isEqualTo(watts);
    }

    @Test
    void readsAdifOfWsjtxAndOfOthers() throws DatagramException {
        String adif = "\n<adif_ver:5>3.1.0\n<programid:6>WSJT-X\n<EOH>\n<call:4>W1AW <gridsquare:4>FN31 <mode:4>MFSK"
                + " <submode:3>FT4 <qso_date:8>20240229 <time_on:6>235915 <band:3>20m <freq:9>14.074512 <EOR>";
        assertThat(logged(QtMessage.of(3, 12, "JTDX").text(adif).bytes()).get("SUBMODE"))
                .isEqualTo("FT4");
        String plain = "<call:4>W1AW<qso_date:8>20240229<time_on:4>2359<band:3>20m<mode:2>CW";
        assertThat(logged(plain.getBytes(StandardCharsets.US_ASCII)).get("MODE"))
                .isEqualTo("CW");
        String command = "<command:3>Log<parameters:" + (plain.length() + 5) + ">" + plain + "<EOR>";
        assertThat(logged(command.getBytes(StandardCharsets.US_ASCII)).get("CALL"))
                .isEqualTo("W1AW");
        assertThat(Datagrams.read((plain + "<eor>" + plain + "<eor>\r\n").getBytes(StandardCharsets.US_ASCII)))
                .hasSize(2);
    }

    @Test
    void readsContactsOfN1mm() throws DatagramException {
        assertThat(logged(contact("contactinfo", "")))
                .isEqualTo(AdifRecord.ofPairs(
                        "CALL",
                        "W1AW",
                        "QSO_DATE",
                        "20240229",
                        "TIME_ON",
                        "131415",
                        "BAND",
                        "80m",
                        "FREQ",
                        "3.52519",
                        "MODE",
                        "CW",
                        "RST_SENT",
                        "599",
                        "RST_RCVD",
                        "579",
                        "STX",
                        "5",
                        "SRX_STRING",
                        "HIRAM 1",
                        "ARRL_SECT",
                        "CT",
                        "CONT",
                        "NA",
                        "CONTEST_ID",
                        "CWOPS",
                        "OPERATOR",
                        "DL9OP",
                        "STATION_CALLSIGN",
                        "DL0EX",
                        "APP_N1MM_POINTS",
                        "1",
                        "APP_N1MM_STATION",
                        "CONTEST-PC",
                        "APP_N1MM_ID",
                        "f9ffac4fcd3e479ca86e137df1338531"));
        LiveEvent changed = Datagrams.read(contact(
                        "contactreplace", "<oldcall>W1AV</oldcall><oldtimestamp>2024-02-28 23:59:00</oldtimestamp>"))
                .get(0);
        assertThat(((LiveEvent.Changed) changed).was())
                .isEqualTo(
                        new LiveEvent.Reference("W1AV", 20240228, N1mmDatagram.ID, "f9ffac4fcd3e479ca86e137df1338531"));
        LiveEvent deleted = Datagrams.read(contact("contactdelete", "")).get(0);
        assertThat(((LiveEvent.Deleted) deleted).was().day()).isEqualTo(20240229);
    }

    @ParameterizedTest
    @CsvSource({
        "1.8,160m",
        "3.5,80m",
        "5,60m",
        "7,40m",
        "10,30m",
        "14,20m",
        "18,17m",
        "21,15m",
        "24,12m",
        "28,10m",
        "50,6m",
        "144,2m",
        "222,1.25m",
        "420,70cm",
        "902,33cm",
        "1240,23cm",
        "2300,13cm",
        "10000,3cm",
        "20m,20m",
        "x,''"
    })
    void bandsByTheirMegahertz(String megahertz, String band) throws DatagramException {
        String xml = new String(contact("contactinfo", ""), StandardCharsets.UTF_8)
                .replaceAll("<(.x)freq>\\d+", "<$1freq>0")
                .replace("<band>3.5<", "<band>" + megahertz + "<");
        AdifRecord qso = logged(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(qso.has("BAND") ? qso.get("BAND") : "").isEqualTo(band);
    }

    @Test
    void othersTellNothing() throws DatagramException {
        assertThat(Datagrams.read(QtMessage.of(2, 0, "WSJT-X")
                        .int32(3)
                        .text("2.6")
                        .text("")
                        .bytes()))
                .isEmpty();
        assertThat(Datagrams.read(
                        "<RadioInfo><StationName>X</StationName></RadioInfo>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<",
                "<?xml",
                "<contactinfo>",
                "<contactinfo/>",
                "<call:4>W1AW",
                "<call:99999999>W1AW<EOR>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><contactinfo><call>&e;</call></contactinfo>",
                "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                        + "<contactinfo><timestamp>2024-01-01 00:00</timestamp><call>&e;</call></contactinfo>"
            })
    void whatBreaksItsFormIsRefused(String text) {
        assertThatThrownBy(() -> Datagrams.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DatagramException.class);
    }

    @Test
    void damageOfAnyKindGivesEventsOrOneError() {
        Random random = new Random(20240229);
        List<byte[]> sound = List.of(
                wsjtx("W1AW", "FT8", ON),
                contact("contactinfo", ""),
                contact("contactreplace", ""),
                "<call:4>W1AW<qso_date:8>20240229<time_on:4>2359<EOR>".getBytes(StandardCharsets.UTF_8),
                QtMessage.of(2, 12, "X").text("<call:4>W1AW<EOR>").utc(OFF).bytes());
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] data = sound.get(random.nextInt(sound.size())).clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(3) == 0) {
                data = Arrays.copyOf(data, random.nextInt(data.length + 1));
            }
            try {
                read += Datagrams.read(data).size();
            } catch (DatagramException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isGreaterThan(1000);
    }
}
