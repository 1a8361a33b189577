package dev.blogsite.blog.source;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Refusal;
import java.util.List;

/**
 * Everything one folder says, read at one moment.
 *
 * @param revision 10 hex digits: who asked for the set
 * @param setHash 64 hex digits: what is in it
 * @param config the settings
 * @param posts those that could be read, drafts and removed ones included, by file name
 * @param refusals those that could not
 */
public record PostSet(
    String revision, String setHash, BlogConfig config, List<Post> posts, List<Refusal> refusals) {
  /** Copies the lists. */
  public PostSet {
    posts = List.copyOf(posts);
    refusals = List.copyOf(refusals);
  }
}
