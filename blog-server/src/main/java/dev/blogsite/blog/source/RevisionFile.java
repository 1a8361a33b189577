package dev.blogsite.blog.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code revision.json}: which revision a set belongs to, and the hash its files must have.
 *
 * @param revision 10 hex digits
 * @param setHash 64 hex digits
 */
record RevisionFile(String revision, String setHash) {
  static RevisionFile read(SourceFile file) throws InvalidFileException {
    String revision = null;
    String setHash = null;
    try (JsonParser json = new JsonFactory().createParser(file.bytes())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        String value = json.nextTextValue();
        switch (name) {
          case "revision" -> revision = value;
          case "setHash" -> setHash = value;
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw malformed();
    }
    return new RevisionFile(hex(revision, 10), hex(setHash, 64));
  }

  private static String hex(@Nullable String value, int digits) throws InvalidFileException {
    if (value == null || !value.matches("[0-9a-f]{" + digits + "}")) {
      throw malformed();
    }
    return value;
  }

  private static InvalidFileException malformed() {
    return new InvalidFileException(
        1, "must be {\"revision\":\"<10 hex digits>\",\"setHash\":\"<64 hex digits>\"}");
  }
}
