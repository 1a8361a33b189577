package dev.blogsite.blog.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of a set.
 *
 * @param name without a folder
 * @param bytes its content; not to be changed
 * @param hash SHA-256 of the content, in hex
 */
@SuppressWarnings("ArrayRecordComponent") // compared by name and hash only, and never handed on
record SourceFile(String name, byte[] bytes, String hash) {
  static SourceFile of(String name, byte[] bytes) {
    return new SourceFile(name, bytes, hex(sha256().digest(bytes)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
