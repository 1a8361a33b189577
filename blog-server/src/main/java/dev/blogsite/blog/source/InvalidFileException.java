package dev.blogsite.blog.source;

/** A file that cannot be read as what it should be; caught where files are read, never further. */
final class InvalidFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  InvalidFileException(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** Returns the line at fault, counted from 1. */
  int line() {
    return line;
  }

  /** Returns the message. */
  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
