package dev.blogsite.blog.render;

import dev.blogsite.blog.search.Hit;
import java.util.List;

/**
 * A post found, as templates show it.
 *
 * @param post the post
 * @param excerpt the passage that matched
 */
public record HitView(PostView post, List<Hit.Part> excerpt) {}
