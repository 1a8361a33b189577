package dev.blogsite.operator.traffic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that a site's routers share with the operator. Thread-safe; never prints itself. */
public final class SiteKey {

  /** How many bytes a key has. */
  public static final int BYTES = 32;

  private final SecretKeySpec key;

  /** A key of exactly {@link #BYTES} bytes. */
  public SiteKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "the router key has " + bytes.length + " bytes; must have " + BYTES);
    }
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** The value of {@code X-Blogsite-Signature} for a body. */
  public String signature(String body) {
    return "sha256=" + hmac(body);
  }

  /** The value of {@code X-Blogsite-Track} that sends a probe to a track until {@code expires}. */
  public String probe(String site, String track, Instant expires) {
    long exp = expires.getEpochSecond();
    String sig = hmac(site + "\n" + track + "\nprobe\n" + exp);
    return track + ";kind=probe;exp=" + exp + ";sig=" + sig;
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      // Every Java platform must have HmacSHA256, and any 32 bytes are a key for it.
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "SiteKey[hidden]";
  }
}
