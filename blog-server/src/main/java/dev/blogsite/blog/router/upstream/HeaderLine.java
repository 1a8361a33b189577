package dev.blogsite.blog.router.upstream;

import io.undertow.util.HttpString;

/** One header of a backend's answer, with what the router does with it. */
public record HeaderLine(HttpString name, String value, Use use) {
  /** What the router does with a header. */
  public enum Use {
    /** Passes it on. */
    PASS,
    /** Passes it on, and needs none of its own. */
    REQUEST_ID,
    /** Passes it on, and looks for event streams. */
    CONTENT_TYPE,
    /** Passes it on, and takes it as the body's length. */
    CONTENT_LENGTH,
    /** Reads it: how the body is framed. */
    TRANSFER_ENCODING,
    /** Reads it: whether the connection stays open, and which headers end here. */
    CONNECTION,
    /** Drops it: it is about one connection, or the router's own to set. */
    DROP
  }
}
