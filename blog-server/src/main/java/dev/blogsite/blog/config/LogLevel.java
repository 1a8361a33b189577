package dev.blogsite.blog.config;

/** How much is logged. */
public enum LogLevel {
  /** Only what needs somebody. */
  ERROR,
  /** Also what may need somebody. */
  WARN,
  /** Also every changed decision. */
  INFO,
  /** Everything. */
  DEBUG
}
