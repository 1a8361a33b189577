package dev.blogsite.blog.router.upstream;

import java.io.IOException;

/** A backend's answer that is not the HTTP/1.1 this router accepts. */
public final class MalformedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what was wrong with it. */
  public MalformedResponseException(String message) {
    super(message);
  }
}
