package dev.blogsite.blog.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;

/** What every answer to a reader tells browsers not to do. */
final class SecurityHeaders {
  private static final HttpString CONTENT_SECURITY_POLICY =
      new HttpString("Content-Security-Policy");
  private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
  private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
  private static final HttpString OPENER_POLICY = new HttpString("Cross-Origin-Opener-Policy");

  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void put(HeaderMap headers) {
    headers.put(CONTENT_SECURITY_POLICY, CSP);
    headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
    headers.put(REFERRER_POLICY, "strict-origin-when-cross-origin");
    headers.put(OPENER_POLICY, "same-origin");
  }
}
