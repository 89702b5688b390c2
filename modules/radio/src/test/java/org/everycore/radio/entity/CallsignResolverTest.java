package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsignResolverTest {
    private final CallsignResolver resolver = CallsignResolver.builtIn();

    @ParameterizedTest
    @CsvSource({
        "W1AW, 291, PREFIX",
        "w1aw, 291, PREFIX",
        "KH6BB, 110, PREFIX",
        "WH0AB, 166, PREFIX",
        "KL7AAB, 6, PREFIX",
        "AL7X, 6, PREFIX",
        "KP4AAB, 202, PREFIX",
        "KP2AA, 285, PREFIX",
        "KG4AA, 105, EXACT_CALL",
        "KG4ABC, 291, PREFIX",
        "KG4A, 291, PREFIX",
        "KC4AAA, 13, EXACT_CALL",
        "KC4XYZ, 291, PREFIX",
        "AA7MMY, 291, PREFIX",
        "AP2AA, 372, PREFIX",
        "G3ABC, 223, PREFIX",
        "GM3ABC, 279, PREFIX",
        "MW0ABC, 294, PREFIX",
        "2E0AAA, 223, PREFIX",
        "2I0AAA, 265, PREFIX",
        "EA8AA, 29, PREFIX",
        "EA3AA, 281, PREFIX",
        "AM8AA, 29, PREFIX",
        "OH0AA, 5, PREFIX",
        "OJ0AA, 167, PREFIX",
        "OH2AA, 224, PREFIX",
        "UA9AA, 15, PREFIX",
        "RW0AA, 15, PREFIX",
        "RA3AA, 54, PREFIX",
        "UA2FAA, 126, PREFIX",
        "R2FAA, 126, PREFIX",
        "R2AA, 54, PREFIX",
        "R1FJA, 61, PREFIX",
        "IS0AAA, 225, PREFIX",
        "IK0AAA, 248, PREFIX",
        "SV9AA, 40, PREFIX",
        "J45AA, 45, PREFIX",
        "SX5AA, 45, PREFIX",
        "SV1AA, 236, PREFIX",
        "VK9XAA, 35, PREFIX",
        "VP2EAA, 12, PREFIX",
        "VP8AA, 141, PREFIX",
        "VP8STI, 240, EXACT_CALL",
        "FT5ZM, 10, PREFIX",
        "FT4TA, 276, PREFIX",
        "4U1UN, 289, PREFIX",
        "4U1ITU, 117, PREFIX",
        "4U1VIC, 206, EXACT_CALL",
        "3DA0AA, 468, PREFIX",
        "3D2AA, 176, PREFIX",
        "H40AA, 507, PREFIX",
        "H44AA, 185, PREFIX",
        "3B8AA, 165, PREFIX",
        "ZL7AA, 34, PREFIX",
        "CE0YAA, 47, PREFIX",
        "CE0ZAA, 125, PREFIX",
        "PY0FAA, 56, PREFIX",
        "CT3AA, 256, PREFIX",
        "CU2AA, 149, PREFIX",
        "TA1AA, 390, PREFIX",
        "BV2AA, 386, PREFIX",
        "BS7H, 506, PREFIX",
        "T32AA, 48, PREFIX",
        "Z68AA, 522, PREFIX"
    })
    void aCallsignsBeginningTellsItsEntity(String call, int entity, Basis basis) {
        Resolution found = resolver.resolve(call, CallsignResolver.TODAY);
        assertThat(found.entity()).isEqualTo(entity);
        assertThat(found.basis()).isEqualTo(basis);
    }

    @ParameterizedTest
    @CsvSource({
        "PA/N8BJQ, 263, PORTABLE",
        "N8BJQ/KH9, 297, PORTABLE",
        "EA8/DL1ABC/P, 29, PORTABLE",
        "VP2E/K1AA, 12, PORTABLE",
        "W1AW/VP2V, 65, PORTABLE",
        "F/G3ABC, 227, PORTABLE",
        "G3ABC/W4, 291, PORTABLE",
        "OH2AM/OH0, 5, PORTABLE",
        "KH8/W1AW, 9, PORTABLE",
        "K1A/VE3ABC, 291, PORTABLE",
        "VE3ABC/W4/M, 291, PORTABLE",
        "DL1ABC/HB0, 251, PORTABLE",
        "TF/DL1ABC/QRP, 242, PORTABLE",
        "W1AW/3, 291, CALL_AREA",
        "UA1AA/9, 15, CALL_AREA",
        "UA9AA/1, 54, CALL_AREA",
        "EA3AA/6, 21, CALL_AREA",
        "EA8AA/1, 281, CALL_AREA",
        "KH6AA/4, 291, CALL_AREA",
        "KL7AA/7, 291, CALL_AREA",
        "OH2AA/0, 5, CALL_AREA",
        "DL1ABC/P, 230, PREFIX",
        "DL1ABC/A, 230, PREFIX",
        "DL1ABC/QRP, 230, PREFIX",
        "DL1ABC/MM, 0, MOBILE",
        "DL1ABC/AM, 0, MOBILE",
        "AM3AA, 281, PREFIX",
        "3D2AB/R, 460, SUFFIX",
        "SV2XYZ/A, 180, SUFFIX",
        "JG8NQJ/JD1, 177, EXACT_CALL",
        "FOO//BAR, 175, PREFIX",
        "/, 0, UNKNOWN",
        "'', 0, UNKNOWN",
        "1X2ABC, 0, UNKNOWN",
        "QQ1A, 0, UNKNOWN",
        "DL1ÄBC, 230, PREFIX"
    })
    void whatStandsBeforeOrBehindACallsignCounts(String call, int entity, Basis basis) {
        Resolution found = resolver.resolve(call, CallsignResolver.TODAY);
        assertThat(found.entity()).isEqualTo(entity);
        assertThat(found.basis()).isEqualTo(basis);
    }

    @ParameterizedTest
    @CsvSource({
        "II1ABC/NAVY, 248",
        "DL1ABC/BCC, 230",
        "G4ABC/NHS, 223",
        "PE1ABC/UAPH, 263",
        "DL1ABC/EU005, 230",
        "DL1ABC/LIGHT, 230",
        "W1ABC/R, 291",
        "W1ABC/AE, 291",
        "DL1ABC/YL, 230",
        "DL1ABC/100, 230",
        "W1ABC/WARD, 291",
        "VE3ABC/VERT, 1",
        "F5ABC/TAAF, 227",
        "W1ABC/KT, 291",
        "SM5ABC/SK, 284",
        "IQ1ABC/LH, 248",
        "DL1ABC/HQ, 230",
        "DL1ABC/QRP/YL, 230",
        "DL1ABC/P/MM, 0",
        "DL1ABC/YL/AM, 0",
        "MM/DL1ABC, 279",
        "AM/DL1ABC, 281",
        "FR5AB/G, 99",
        "FR5AB/J, 124",
        "FR5AB/E, 124",
        "FR5AB/T, 276",
        "N1A/VP9, 64",
        "W1A/KH6, 110",
        "IA5/IK5ABC, 248",
        "KP4MD, 291",
        "KP4MD/P, 202"
    })
    void aSuffixIsAPlaceOnlyIfItIsAPrefixByItself(String call, int entity) {
        assertThat(resolver.resolve(call, 20240601).entity()).isEqualTo(entity);
    }

    @ParameterizedTest
    @CsvSource({
        "YU2ABC, 20240601, 296",
        "YT6A, 20240601, 296",
        "YU3AA, 19920101, 499",
        "YU3AA, 19990101, 296",
        "YU5AA, 19930101, 502",
        "YU6AA, 20061201, 514",
        "4O4AA, 20240601, 514",
        "4O4AA, 19920601, 501",
        "KG6AA, 19700101, 103",
        "KG6RA, 19700101, 166",
        "KS6AA, 19700101, 9",
        "KX6AA, 19700101, 168",
        "KM6AA, 19700101, 174",
        "KJ6AA, 19700101, 123",
        "KB6AA, 19700101, 20",
        "KV4AA, 19700101, 285",
        "KW6AA, 19700101, 297",
        "KG6AA, 19800101, 291",
        "KC6AB, 19850101, 22",
        "FJ5AA, 20001010, 213",
        "FJ5AA, 20071214, 516",
        "CR3AA, 19700101, 109",
        "CR8AA, 19700101, 200",
        "CR9AA, 19700101, 152",
        "VR3AA, 19700101, 48",
        "VR8AA, 19770101, 282",
        "ZS7AA, 19600101, 468",
        "ZS8AA, 19600101, 432",
        "ZS9AA, 19600101, 402",
        "FL8AA, 19700101, 382",
        "FU8AA, 19700101, 158",
        "FA8AA, 19600101, 400",
        "UB8FA, 19850101, 288",
        "UW3AA, 19850101, 54",
        "UW9AA, 19850101, 15",
        "4K2A, 19900101, 61",
        "4K2A, 20240601, 18",
        "ZC4AA, 19550101, 215",
        "ZC4AA, 19700101, 283",
        "VP6AA, 19600101, 62",
        "VP6AA, 20100101, 172"
    })
    void aBlockWithADayBeatsOneWithout(String call, int day, int entity) {
        assertThat(resolver.resolve(call, day).entity()).isEqualTo(entity);
    }

    @ParameterizedTest
    @CsvSource({
        "Y22AA, 19901002, 229", "Y22AA, 19901003, 230", "DL1AA, 19730916, 81", "DL1AA, 19730917, 230",
        "OK1AA, 19921231, 218", "OK1AA, 19930101, 503", "OM3AA, 19930101, 504", "PJ2AA, 20101009, 85",
        "PJ2AA, 20101010, 517", "PJ7AA, 20101009, 255", "PJ7AA, 20101010, 518", "4W1AA, 19900521, 154",
        "4W6AA, 20000301, 511", "4W6AA, 19950101, 0", "UB5AA, 19850101, 288", "UB5AA, 20150101, 54",
        "UP2AA, 19850101, 146", "UP2AA, 20150101, 130", "YU3AA, 19900101, 296", "YU3AA, 19920101, 499",
        "FH1AA, 19750705, 39", "FH1AA, 19750706, 169", "9M2AA, 19630915, 155", "9M2AA, 19630916, 299",
        "KH5KAA, 20160328, 134", "KH5KAA, 20160329, 197", "VO1AA, 19490331, 186", "VO1AA, 19490401, 1",
        "ST0AA, 19900101, 244", "ST0AA, 20000101, 466", "KR6AA, 19700101, 193", "KR6AA, 19800101, 291"
    })
    void theDayDecides(String call, int day, int entity) {
        assertThat(resolver.resolve(call, day).entity()).isEqualTo(entity);
    }

    @Test
    void aLoggedEntityIsNeverOverruled() {
        Resolution found = resolver.resolve("W1AW", 20200101, 230);
        assertThat(found.entity()).isEqualTo(230);
        assertThat(found.basis()).isEqualTo(Basis.LOGGED);
        assertThat(resolver.resolve("W1AW", 20200101, 0).entity()).isEqualTo(291);
    }

    @Test
    void zonesFollowTheCallArea() {
        assertThat(resolver.resolve("W6AA", 20200101))
                .extracting(Resolution::cqZone)
                .isEqualTo(3);
        assertThat(resolver.resolve("W1AW/6", 20200101))
                .extracting(Resolution::cqZone)
                .isEqualTo(3);
        assertThat(resolver.resolve("N4AA", 20200101))
                .extracting(Resolution::cqZone)
                .isEqualTo(5);
        assertThat(resolver.resolve("VK6AA", 20200101))
                .extracting(Resolution::cqZone)
                .isEqualTo(29);
        assertThat(resolver.resolve("TA1AA", 20200101))
                .extracting(Resolution::continent)
                .isEqualTo("EU");
    }

    @Test
    void everyCurrentEntityCanBeFound() {
        // Spratly has no callsigns of its own; what is left would be an entity forgotten in the table.
        java.util.Set<Integer> reached = new java.util.HashSet<>();
        Tsv.read("prefixes.tsv", 4, c -> reached.add(Integer.parseInt(c[0])));
        Tsv.read("blocks.tsv", 4, c -> reached.add(Integer.parseInt(c[0])));
        Tsv.read("calls.tsv", 3, c -> reached.add(Integer.parseInt(c[0])));
        assertThat(AdifTables.entities().stream().filter(Entity::current).map(Entity::code))
                .allSatisfy(code -> assertThat(reached).contains(code));
    }
}
