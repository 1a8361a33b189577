package dev.blogsite.blog.source;

/** What a look at the folder found. */
public sealed interface SetReading {
  /**
   * A whole set.
   *
   * @param set what it says
   */
  record Whole(PostSet set) implements SetReading {}

  /**
   * Files that do not belong together yet: the folder's parts are refreshed one after the other.
   *
   * @param why in one sentence
   */
  record Incomplete(String why) implements SetReading {}

  /**
   * A whole set that must not be served.
   *
   * @param setHash of the set
   * @param error why, in one sentence with file and line
   */
  record Invalid(String setHash, String error) implements SetReading {}
}
