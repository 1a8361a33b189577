package dev.blogsite.blog.post;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A published post without its text: what lists, feeds and the sitemap need of it.
 *
 * @param slug the last part of its address
 * @param title never blank
 * @param published when it was published
 * @param tags in the order of the file
 * @param fileHash the file's SHA-256 in hex; changes whenever the post does
 */
public record PostRef(
    String slug, String title, Instant published, List<String> tags, String fileHash) {

  /**
   * Newest first; posts of one instant by slug, so that the order never depends on the folder's.
   */
  public static final Comparator<PostRef> NEWEST_FIRST =
      Comparator.comparing(PostRef::published).reversed().thenComparing(PostRef::slug);
}
