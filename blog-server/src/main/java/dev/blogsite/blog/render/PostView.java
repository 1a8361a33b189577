package dev.blogsite.blog.render;

import dev.blogsite.blog.post.PostRef;
import java.util.List;

/**
 * A post as templates show it.
 *
 * @param title its title
 * @param path encoded
 * @param day for machines, {@code 2026-11-01}
 * @param dayShown for readers
 * @param tags of the post
 */
public record PostView(String title, String path, String day, String dayShown, List<TagView> tags) {

  /**
   * A tag as templates show it.
   *
   * @param name its name
   * @param path encoded
   * @param count how many posts have it
   */
  public record TagView(String name, String path, int count) {}

  static PostView of(PostRef post, String language) {
    return new PostView(
        post.title(),
        Urls.post(post.slug()),
        Dates.day(post.published()).toString(),
        Dates.shown(post.published(), language),
        post.tags().stream().map(tag -> new TagView(tag, Urls.tag(tag), 0)).toList());
  }

  /** Returns the year it was published in. */
  public String year() {
    return day.substring(0, day.indexOf('-', 1));
  }
}
