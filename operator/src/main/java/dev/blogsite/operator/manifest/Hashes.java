package dev.blogsite.operator.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** The hashes that revisions and sets are named by: lower-case hex SHA-256. */
final class Hashes {
  /** Digits of a revision's or content's name: enough that a site never sees one twice. */
  private static final int NAME_DIGITS = 10;

  private Hashes() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static String nameOf(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS);
  }

  /**
   * The hash of a set of files: of each file's name, a zero byte, its hash in hex and a newline, in
   * the order of names. Source: docs/contract.md, "The set".
   *
   * @param hashes each file's own hash by its name; names are ASCII
   */
  static String ofSet(SortedMap<String, String> hashes) {
    var all = sha256();
    hashes.forEach(
        (name, hash) -> all.update((name + "\0" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have SHA-256.
      throw new IllegalStateException(e);
    }
  }
}
