package dev.blogsite.operator.manifest;

import java.util.List;
import java.util.SortedMap;

/** What became of a site's content when it was packed into slots. */
public sealed interface Packing {

  /**
   * Content that fits. Treat its bytes as immutable.
   *
   * @param name 10 hex digits that name exactly these files
   * @param slots files by name, slot after slot; at most {@link Sets#SLOTS}, none empty
   * @param hashes each file's SHA-256 in hex, by name
   */
  record Packed(
      String name, List<SortedMap<String, byte[]>> slots, SortedMap<String, String> hashes)
      implements Packing {}

  /** Content that cannot be served, and everything that is wrong with it. */
  record Refused(List<String> errors) implements Packing {}
}
