package dev.blogsite.blog.post;

import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import java.util.List;

/**
 * The texts of one set's published posts, and the search in them. Safe for use by several threads.
 */
public interface PostStore {
  /**
   * Returns the Markdown of a post.
   *
   * @throws StoreClosedException when a newer set has taken this one's place
   */
  String markdown(String slug);

  /**
   * Returns the best hits, best first.
   *
   * @throws StoreClosedException when a newer set has taken this one's place
   */
  List<Hit> search(SearchQuery query, int limit);

  /** Lets go of the store once nobody reads from it any more. */
  void retire();
}
