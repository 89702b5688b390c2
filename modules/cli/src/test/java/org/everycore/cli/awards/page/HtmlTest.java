package org.everycore.cli.awards.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void whatALogHoldsIsTextAndNeverMarkup() {
        assertThat(Html.text("<img src=x onerror=a()>'&\"")).isEqualTo("&lt;img src=x onerror=a()&gt;&#39;&amp;&quot;");
    }
}
