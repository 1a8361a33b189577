package dev.blogsite.blog.router.split;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The cookie that keeps a reader on a track: {@code <rollout>.<bucket>.<signature>}. One per
 * rollout; safe for use by any thread.
 */
public final class TrackCookie {
  /** The cookie's name. */
  public static final String NAME = "blogsite_track";

  /** What {@link #bucket} answers for a cookie that counts as none. */
  public static final int NONE = -1;

  // 128 bits: enough against guessing, and half the bytes in every request.
  private static final int SIGNATURE_BYTES = 16;
  private static final int MAX_BUCKET_DIGITS = 6;

  private final Signer signer;
  private final String rollout;
  private final String signedPrefix;

  /** The cookie of one rollout of one site. */
  public TrackCookie(Signer signer, String site, String rollout) {
    this.signer = signer;
    this.rollout = rollout;
    // No site is called "cookie", so no track header's signature can pass as a cookie's.
    this.signedPrefix = "cookie\n" + site + '\n' + rollout + '\n';
  }

  /** The Set-Cookie header for a new reader. */
  public String issue(int bucket) {
    return NAME
        + '='
        + rollout
        + '.'
        + bucket
        + '.'
        + HexFormat.of().formatHex(signature(bucket))
        + "; Path=/; HttpOnly; SameSite=Lax";
  }

  /**
   * The bucket in a Cookie header.
   *
   * @return 0 to 999,999, or {@link #NONE} when there is no cookie, it is another rollout's, or its
   *     signature is wrong
   */
  public int bucket(String cookieHeader) {
    int at = 0;
    while ((at = cookieHeader.indexOf(NAME, at)) >= 0) {
      int value = at + NAME.length() + 1;
      if (value <= cookieHeader.length()
          && cookieHeader.charAt(value - 1) == '='
          && startsCookie(cookieHeader, at)) {
        int end = cookieHeader.indexOf(';', value);
        int bucket = read(cookieHeader, value, end < 0 ? cookieHeader.length() : end);
        if (bucket != NONE) {
          return bucket;
        }
      }
      at = at + NAME.length();
    }
    return NONE;
  }

  private static boolean startsCookie(String header, int at) {
    return at == 0 || header.charAt(at - 1) == ' ' || header.charAt(at - 1) == ';';
  }

  private int read(String header, int start, int end) {
    int dot = start + rollout.length();
    int secondDot = header.indexOf('.', dot + 1);
    int digits = secondDot - dot - 1;
    if (dot >= end
        || header.charAt(dot) != '.'
        || !header.startsWith(rollout, start)
        || digits < 1
        || digits > MAX_BUCKET_DIGITS
        || end - secondDot - 1 != 2 * SIGNATURE_BYTES) {
      return NONE;
    }
    int bucket = 0;
    for (int i = dot + 1; i < secondDot; i++) {
      int digit = header.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      bucket = bucket * 10 + digit;
    }
    return signed(bucket, header, secondDot + 1, end) ? bucket : NONE;
  }

  private boolean signed(int bucket, String header, int start, int end) {
    byte[] given = new byte[SIGNATURE_BYTES];
    for (int i = start, j = 0; i < end; i += 2, j++) {
      char high = header.charAt(i);
      char low = header.charAt(i + 1);
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return false;
      }
      given[j] = (byte) ((HexFormat.fromHexDigit(high) << 4) | HexFormat.fromHexDigit(low));
    }
    return MessageDigest.isEqual(signature(bucket), given);
  }

  private byte[] signature(int bucket) {
    byte[] message = (signedPrefix + bucket).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(signer.sign(message), SIGNATURE_BYTES);
  }
}
