package dev.blogsite.blog.source;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Post.State;
import dev.blogsite.blog.post.Slugs;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one post: front matter between {@code ---} lines, and Markdown below. */
final class PostReader {
  /** The largest post, in bytes: one ConfigMap's worth. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_TITLE = 300;

  /** It and U+FFFF, which follows it, stand for no character. */
  private static final char FIRST_NONCHARACTER = 0xFFFE;

  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 50;
  private static final Set<String> KEYS =
      new TreeSet<>(List.of("title", "date", "tags", "draft", "slug", "gone"));

  private PostReader() {}

  static Post read(SourceFile file) throws InvalidFileException {
    if (file.bytes().length > MAX_BYTES) {
      throw new InvalidFileException(
          1,
          "the file has %d bytes; must have at most %d: split the post"
              .formatted(file.bytes().length, MAX_BYTES));
    }
    String text = Texts.utf8(file.bytes());
    int end = endOfFrontMatter(text);
    int yamlStart = text.indexOf('\n') + 1;
    YamlFields fields = YamlFields.parse(text.substring(yamlStart, end), 1, KEYS);
    State state = state(fields);
    String markdown = text.substring(nextLine(text, end));
    Paragraphs.check(markdown, 1 + lines(text, text.length() - markdown.length()));
    return new Post(
        slug(fields, file.name()),
        title(fields, state),
        date(fields, state),
        tags(fields),
        state,
        file.name(),
        file.hash(),
        markdown);
  }

  /** Returns where the line that ends the front matter begins. */
  private static int endOfFrontMatter(String text) throws InvalidFileException {
    int first = nextLine(text, 0);
    if (!text.substring(0, first).strip().equals("---")) {
      throw new InvalidFileException(
          1, "the first line must be --- with title and date below it, and --- after them");
    }
    for (int at = first; at < text.length(); at = nextLine(text, at)) {
      if (text.startsWith("---", at)
          && text.substring(at, nextLine(text, at)).strip().equals("---")) {
        return at;
      }
    }
    throw new InvalidFileException(
        1, "the front matter that begins here has no end; write --- on a line of its own below it");
  }

  private static int lines(String text, int to) {
    int lines = 0;
    for (int at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
      lines++;
    }
    return lines;
  }

  private static int nextLine(String text, int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  private static State state(YamlFields fields) throws InvalidFileException {
    boolean gone = fields.flag("gone");
    if (fields.flag("draft")) {
      return State.DRAFT;
    }
    return gone ? State.GONE : State.PUBLISHED;
  }

  private static String title(YamlFields fields, State state) throws InvalidFileException {
    Optional<String> title = fields.text("title");
    if (title.isEmpty() && state == State.PUBLISHED) {
      throw new InvalidFileException(
          fields.line("title"), "title is missing; write title: and what the post is called");
    }
    if (title.isPresent() && title.get().length() > MAX_TITLE) {
      throw new InvalidFileException(
          fields.line("title"),
          "title has %d characters; must have at most %d"
              .formatted(title.get().length(), MAX_TITLE));
    }
    if (title.isPresent() && hasControls(title.get())) {
      throw new InvalidFileException(
          fields.line("title"), "title has a control character; take it out");
    }
    return title.orElse("");
  }

  private static Instant date(YamlFields fields, State state) throws InvalidFileException {
    Optional<String> date = fields.text("date");
    if (date.isEmpty() && state != State.PUBLISHED) {
      return Instant.EPOCH;
    }
    String text =
        date.orElseThrow(
            () ->
                new InvalidFileException(
                    fields.line("date"), "date is missing; write for instance date: 2026-11-01"));
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidFileException(
          fields.line("date"),
          "date is %s; must be a day or an RFC 3339 time: write 2026-11-01 or 2026-11-01T10:00:00Z"
              .formatted(YamlFields.quoted(text)));
    }
  }

  private static List<String> tags(YamlFields fields) throws InvalidFileException {
    Set<String> tags = new LinkedHashSet<>();
    for (String tag : fields.texts("tags")) {
      if (tag.length() > MAX_TAG
          || tag.contains("/")
          || tag.equals(".")
          || tag.equals("..")
          || hasControls(tag)) {
        // As parts of an address, . and .. are other pages.
        throw new InvalidFileException(
            fields.line("tags"),
            "a tag is %s; must have at most %d characters and no slash, and be neither . nor ..; write another word"
                .formatted(YamlFields.quoted(tag), MAX_TAG));
      }
      tags.add(Texts.nfc(tag));
    }
    if (tags.size() > MAX_TAGS) {
      throw new InvalidFileException(
          fields.line("tags"),
          "tags has %d entries; must have at most %d".formatted(tags.size(), MAX_TAGS));
    }
    return List.copyOf(tags);
  }

  /** Returns whether a sign stands in it that HTML or XML must not have. */
  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c >= FIRST_NONCHARACTER) {
        return true;
      }
    }
    return false;
  }

  private static String slug(YamlFields fields, String file) throws InvalidFileException {
    Optional<String> written = fields.text("slug");
    String slug = Texts.nfc(written.orElse(Slugs.ofFile(file)));
    if (!Slugs.isValid(slug)) {
      throw new InvalidFileException(
          fields.line("slug"),
          "slug is %s; must begin with a letter or digit and have only letters, digits, - _ . and at most %d of them (%d bytes of UTF-8); write slug: and such a text"
              .formatted(YamlFields.quoted(slug), Slugs.MAX_LENGTH, Slugs.MAX_BYTES));
    }
    return slug;
  }
}
