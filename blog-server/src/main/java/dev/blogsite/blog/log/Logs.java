package dev.blogsite.blog.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.blogsite.blog.config.LogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The level of the process's own logs. Thread-safe. */
public final class Logs {
  private Logs() {}

  /** Sets the level from now on. Libraries below it are kept at warnings, but for debug. */
  public static void level(LogLevel level) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Level own =
        switch (level) {
          case ERROR -> Level.ERROR;
          case WARN -> Level.WARN;
          case INFO -> Level.INFO;
          case DEBUG -> Level.DEBUG;
        };
    context.getLogger("dev.blogsite").setLevel(own);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(libraries(level));
  }

  private static Level libraries(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.ERROR;
      case WARN, INFO -> Level.WARN;
      case DEBUG -> Level.INFO;
    };
  }
}
