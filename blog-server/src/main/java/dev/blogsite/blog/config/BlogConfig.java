package dev.blogsite.blog.config;

import java.util.Optional;

/**
 * The hot settings of a blog.
 *
 * @param title of the blog, never blank
 * @param description one sentence about it; may be empty
 * @param language BCP 47
 * @param logLevel how much is logged
 * @param baseUrl the address readers use, {@code https://host}, without a slash at its end
 */
public record BlogConfig(
    String title,
    String description,
    String language,
    LogLevel logLevel,
    Optional<String> baseUrl) {

  /** The settings of a folder without {@code config.yaml}. */
  public static final BlogConfig DEFAULT =
      new BlogConfig("Blog", "", "en", LogLevel.INFO, Optional.empty());
}
