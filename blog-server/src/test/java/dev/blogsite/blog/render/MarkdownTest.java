package dev.blogsite.blog.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownTest {
  @Test
  void rendersTablesStruckTextLinksAndCode() {
    String html =
        Markdown.html("| a |\n|--:|\n| 1 |\n\n~~old~~ https://x.example\n\n```java\nint x;\n```\n");
    assertTrue(html.contains("<td align=\"right\">1</td>"), html);
    assertTrue(html.contains("<del>old</del>"), html);
    assertTrue(html.contains("<a href=\"https://x.example\">"), html);
    assertTrue(html.contains("<code class=\"language-java\">"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "[x]( \u0001javascript:alert(1))",
        "```\"onmouseover=alert(1) x\n```",
        "<svg/onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        "<style>*{x:expression(alert(1))}</style>",
      })
  void letsNoScriptThrough(String markdown) {
    String html = Markdown.html(markdown).toLowerCase(Locale.ROOT);
    String tags = html.replaceAll(">[^<]*<", "><");
    assertFalse(html.contains("<script") || html.contains("<svg") || html.contains("<style"), html);
    assertFalse(tags.contains("javascript") || tags.contains("data:"), html);
    assertFalse(tags.matches("(?s).*\\son[a-z]+\\s*=.*"), html);
  }

  @ParameterizedTest
  @CsvSource({
    "[x](javascript:alert(1)), <p>x</p>",
    "[x](javascript:alert(1) (t)), <p>x</p>",
    "[*x*](data:text/html) y, <p><em>x</em> y</p>",
    "![x](javascript:alert(1)) y, <p> y</p>",
    "[![x](javascript:y)](/z), <p><a href=\"/z\"></a></p>",
    "[x](#y), <p><a href=\"#y\">x</a></p>",
    "![x](y.png), <p><img src=\"y.png\" alt=\"x\" /></p>",
  })
  void leavesNoElementWithoutItsAddress(String markdown, String html) {
    assertEquals(html, Markdown.html(markdown).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> ", "- ", "[", "*a ", "**a ", "_a ", "`", "![", "<", "1. ", "| a ", "\\", "(", "~~a "
      })
  void takesDeepNonsenseInGoodTime(String unit) {
    String text = unit.repeat(20_000);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Markdown.html(text + "\n\nend"));
  }

  @Test
  void takesDeeplyNestedEmphasis() {
    String text = "*a **b ".repeat(5_000) + "c** d*".repeat(5_000);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Markdown.html(text));
  }
}
