package dev.blogsite.blog.source;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.config.Languages;
import dev.blogsite.blog.config.LogLevel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code config.yaml}. */
final class ConfigReader {
  private static final int MAX_TITLE = 200;
  private static final int MAX_DESCRIPTION = 1000;
  private static final Set<String> KEYS =
      new TreeSet<>(List.of("title", "description", "language", "logLevel", "baseUrl"));

  private ConfigReader() {}

  static BlogConfig read(SourceFile file) throws InvalidFileException {
    YamlFields fields = YamlFields.parse(Texts.utf8(file.bytes()), 0, KEYS);
    return new BlogConfig(
        atMost(fields, "title", MAX_TITLE).orElse(BlogConfig.DEFAULT.title()),
        atMost(fields, "description", MAX_DESCRIPTION).orElse(BlogConfig.DEFAULT.description()),
        language(fields),
        logLevel(fields),
        baseUrl(fields));
  }

  private static Optional<String> atMost(YamlFields fields, String key, int max)
      throws InvalidFileException {
    Optional<String> text = fields.text(key);
    if (text.isPresent() && text.get().length() > max) {
      throw new InvalidFileException(
          fields.line(key),
          "%s has %d characters; must have at most %d".formatted(key, text.get().length(), max));
    }
    return text;
  }

  private static String language(YamlFields fields) throws InvalidFileException {
    String tag = fields.text("language").orElse(BlogConfig.DEFAULT.language());
    List<String> problems = Languages.problems(tag);
    if (!problems.isEmpty()) {
      throw new InvalidFileException(
          fields.line("language"),
          "language is %s; %s".formatted(YamlFields.quoted(tag), problems.getFirst()));
    }
    return tag;
  }

  private static LogLevel logLevel(YamlFields fields) throws InvalidFileException {
    String level = fields.text("logLevel").orElse("info");
    return switch (level) {
      case "error" -> LogLevel.ERROR;
      case "warn" -> LogLevel.WARN;
      case "info" -> LogLevel.INFO;
      case "debug" -> LogLevel.DEBUG;
      default ->
          throw new InvalidFileException(
              fields.line("logLevel"),
              "logLevel is %s; must be error, warn, info or debug"
                  .formatted(YamlFields.quoted(level)));
    };
  }

  private static Optional<String> baseUrl(YamlFields fields) throws InvalidFileException {
    Optional<String> text = fields.text("baseUrl");
    if (text.isPresent() && !isBaseUrl(text.get())) {
      throw new InvalidFileException(
          fields.line("baseUrl"),
          "baseUrl is %s; must be http:// or https:// and a host, without a path: write https://blog.example.com"
              .formatted(YamlFields.quoted(text.get())));
    }
    return text.map(t -> t.endsWith("/") ? t.substring(0, t.length() - 1) : t);
  }

  private static boolean isBaseUrl(String text) {
    try {
      URI uri = new URI(text);
      String path = uri.getPath();
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && (path == null || path.isEmpty() || path.equals("/"));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
