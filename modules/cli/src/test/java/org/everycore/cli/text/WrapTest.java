package org.everycore.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {
    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Wrap.at("  a  b", 6)).containsExactly("  a  b");
        assertThat(Wrap.at("", 6)).containsExactly("");
    }

    @Test
    void wordsStayWholeAndFurtherPiecesStandFurtherIn() {
        assertThat(Wrap.at(" one two three four", 10)).containsExactly(" one two", "   three", "   four");
        assertThat(Wrap.at("one two", 5)).containsExactly("one", "  two");
    }

    @Test
    void aWordThatIsTooLongHasAPieceOfItsOwn() {
        assertThat(Wrap.at("a 0123456789 b", 5)).containsExactly("a", "  0123456789", "  b");
        assertThat(Wrap.at("0123456789", 5)).containsExactly("0123456789");
    }

    @Test
    void coloursTakeNoColumns() {
        String line = "\u001b[1mone\u001b[0m two";
        assertThat(Wrap.at(line, 7)).containsExactly(line);
        assertThat(Wrap.at(line, 6)).containsExactly("\u001b[1mone\u001b[0m", "  two");
    }
}
