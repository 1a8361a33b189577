package dev.blogsite.blog.render;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Post.State;
import dev.blogsite.blog.post.PostRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published posts of a set, and what stands at which path.
 *
 * @param posts newest first
 * @param tags each tag's posts, newest first; by name
 * @param addresses by decoded path
 */
record Listing(
    List<PostRef> posts, Map<String, List<PostRef>> tags, Map<String, Address> addresses) {
  private static final int POSTS_PER_PAGE = 10;

  static Listing of(List<Post> all) {
    List<PostRef> posts =
        all.stream()
            .filter(post -> post.state() == State.PUBLISHED)
            .map(Post::ref)
            .sorted(PostRef.NEWEST_FIRST)
            .toList();
    TreeMap<String, List<PostRef>> tags = new TreeMap<>();
    for (PostRef post : posts) {
      post.tags().forEach(tag -> tags.computeIfAbsent(tag, _ -> new ArrayList<>()).add(post));
    }
    return new Listing(posts, Collections.unmodifiableMap(tags), addresses(all, posts, tags));
  }

  private static Map<String, Address> addresses(
      List<Post> all, List<PostRef> posts, Map<String, List<PostRef>> tags) {
    Map<String, Address> addresses = new HashMap<>();
    for (int page = 1; page <= pages(posts); page++) {
      addresses.put(Urls.home(page), new Address.Home(page));
    }
    addresses.put("/archive", new Address.Archive());
    addresses.put("/feed.xml", new Address.Feed());
    addresses.put("/sitemap.xml", new Address.Sitemap());
    addresses.put("/robots.txt", new Address.Robots());
    tags.keySet().forEach(tag -> addresses.put("/tags/" + tag, new Address.Tag(tag)));
    for (Post post : all) {
      if (post.state() == State.GONE) {
        addresses.put("/posts/" + post.slug(), new Address.Gone());
      }
    }
    posts.forEach(post -> addresses.put("/posts/" + post.slug(), new Address.OfPost(post)));
    return addresses;
  }

  int pages() {
    return pages(posts);
  }

  /** Returns the posts of a page of the home list, counted from 1. */
  List<PostRef> page(int number) {
    int from = (number - 1) * POSTS_PER_PAGE;
    return posts.subList(from, Math.min(posts.size(), from + POSTS_PER_PAGE));
  }

  private static int pages(List<PostRef> posts) {
    return Math.max(1, (posts.size() + POSTS_PER_PAGE - 1) / POSTS_PER_PAGE);
  }
}
