package dev.blogsite.blog.router.split;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and checks with a site's key (HMAC-SHA256). Safe for use by any thread. */
public final class Signer {
  /** The least length of a key, in bytes. */
  public static final int MIN_KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final ThreadLocal<Mac> macs;

  /**
   * A signer with one key.
   *
   * @throws IllegalArgumentException for a key of fewer than 32 bytes
   */
  public Signer(byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key has " + key.length + " bytes; must have at least " + MIN_KEY_BYTES);
    }
    SecretKeySpec spec = new SecretKeySpec(key, ALGORITHM);
    macs = ThreadLocal.withInitial(() -> mac(spec));
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The 32-byte signature of a message. */
  public byte[] sign(byte[] message) {
    return macs.get().doFinal(message);
  }

  /** The signature of a text in UTF-8, in lower-case hex. */
  public String signHex(String message) {
    return HexFormat.of().formatHex(sign(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a signature in hex is the message's; takes the same time wherever they differ. */
  public boolean verifies(byte[] message, String signatureHex) {
    byte[] given;
    try {
      given = HexFormat.of().parseHex(signatureHex);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return MessageDigest.isEqual(sign(message), given);
  }
}
