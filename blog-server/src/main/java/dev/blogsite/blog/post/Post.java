package dev.blogsite.blog.post;

import java.time.Instant;
import java.util.List;

/**
 * One post as its file states it.
 *
 * @param slug the last part of its address, unique in a blog
 * @param title never blank
 * @param published when it was published
 * @param tags in the order of the file, without repeats
 * @param state whether it is listed
 * @param file the name of its file
 * @param fileHash the file's SHA-256 in hex
 * @param markdown the text below the front matter
 */
public record Post(
    String slug,
    String title,
    Instant published,
    List<String> tags,
    State state,
    String file,
    String fileHash,
    String markdown) {

  /** Whether readers see a post. */
  public enum State {
    /** Listed and served. */
    PUBLISHED,
    /** Not served at all. */
    DRAFT,
    /** Removed on purpose: its address answers 410. */
    GONE
  }

  /** Copies the tags. */
  public Post {
    tags = List.copyOf(tags);
  }

  /** Returns the post without its text. */
  public PostRef ref() {
    return new PostRef(slug, title, published, tags, fileHash);
  }
}
