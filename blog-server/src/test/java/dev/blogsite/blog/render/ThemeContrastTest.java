package dev.blogsite.blog.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that can be read: WCAG 2.2, success criterion 1.4.3 (AA), for each pair of colours in use.
 */
class ThemeContrastTest {
  private static final double AA = 4.5;
  private static final List<String> TEXTS = List.of("ink", "soft", "link", "link-hover");
  private static final List<String> GROUNDS = List.of("paper", "wash");
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):#([0-9a-f]{6})[;}]");

  /** The colours of a scheme, by name; the first block of the style sheet is the light one. */
  private static Map<String, Integer> colours(String scheme) throws IOException {
    var dark = css().indexOf("prefers-color-scheme:dark");
    var block =
        scheme.equals("light")
            ? css().substring(0, dark)
            : css().substring(dark, css().indexOf("}}", dark) + 1);
    var colours = new HashMap<String, Integer>();
    COLOUR
        .matcher(block)
        .results()
        .forEach(found -> colours.put(found.group(1), Integer.parseInt(found.group(2), 16)));
    return colours;
  }

  private static String css() throws IOException {
    try (var in = Objects.requireNonNull(Theme.class.getResourceAsStream("/theme.css"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextStandsOutFromItsGround(String scheme) throws IOException {
    var colours = colours(scheme);
    assertEquals(8, colours.size(), colours::toString);
    for (var ground : GROUNDS) {
      for (var text : TEXTS) {
        assertContrast(scheme, text, ground, colours);
      }
    }
    assertContrast(scheme, "ink", "mark", colours);
  }

  @Test
  void noTextIsMadePalerThanItsColour() throws IOException {
    assertFalse(
        css().contains("opacity"), "what is seen through its ground is paler than measured");
  }

  private static void assertContrast(
      String scheme, String text, String ground, Map<String, Integer> colours) {
    var ratio = contrast(luminance(of(colours, text)), luminance(of(colours, ground)));
    assertTrue(ratio >= AA, () -> "%s: %s on %s is %.2f:1".formatted(scheme, text, ground, ratio));
  }

  private static int of(Map<String, Integer> colours, String name) {
    return Objects.requireNonNull(colours.get(name), name);
  }

  /** Source: WCAG 2.2, "contrast ratio". */
  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  /** Source: WCAG 2.2, "relative luminance". */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
