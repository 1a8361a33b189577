package dev.blogsite.operator.cluster;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what JSON lets stand and YAML does not. The API server reads each server-side apply as
 * YAML: it refuses the whole request for one control character in one post ("control characters are
 * not allowed"), and folds YAML's line breaks into spaces, after which a set no longer has its
 * hash.
 */
final class YamlEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;
  private static final int DELETE = 0x7F;

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = standardAsciiEscapesForJSON();
    codes[DELETE] = ESCAPE_STANDARD;
    return codes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    boolean control = c > DELETE && c < 0xA0;
    boolean lineBreak = c == 0x2028 || c == 0x2029;
    boolean noText = c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
    return control || lineBreak || noText
        ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c))
        : null;
  }
}
