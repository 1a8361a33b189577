package dev.blogsite.e2e.readers;

/**
 * What one reader got for one request.
 *
 * @param track who answered: {@code stable}, {@code canary}, or {@code none} when nobody did
 * @param status the HTTP status, or 0 when the request failed
 * @param detail what went wrong, empty when nothing did
 */
public record Answer(String track, int status, String detail) {
  /** Whether the reader got what was asked for. */
  public boolean good() {
    return status >= 200 && status < 400;
  }
}
