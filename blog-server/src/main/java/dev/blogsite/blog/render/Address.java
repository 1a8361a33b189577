package dev.blogsite.blog.render;

import dev.blogsite.blog.post.PostRef;

/** What stands at one path of a blog. */
sealed interface Address {
  /** Returns the route it belongs to. */
  Route route();

  /** A page of the list of posts, counted from 1. */
  record Home(int page) implements Address {
    @Override
    public Route route() {
      return page == 1 ? Route.HOME : Route.HOME_PAGE;
    }
  }

  /** A post. */
  record OfPost(PostRef post) implements Address {
    @Override
    public Route route() {
      return Route.POST;
    }
  }

  /** A post that was removed on purpose. */
  record Gone() implements Address {
    @Override
    public Route route() {
      return Route.POST;
    }
  }

  /** The posts of a tag. */
  record Tag(String tag) implements Address {
    @Override
    public Route route() {
      return Route.TAG;
    }
  }

  /** All posts. */
  record Archive() implements Address {
    @Override
    public Route route() {
      return Route.ARCHIVE;
    }
  }

  /** The Atom feed. */
  record Feed() implements Address {
    @Override
    public Route route() {
      return Route.FEED;
    }
  }

  /** The sitemap. */
  record Sitemap() implements Address {
    @Override
    public Route route() {
      return Route.SITEMAP;
    }
  }

  /** What crawlers may read. */
  record Robots() implements Address {
    @Override
    public Route route() {
      return Route.ROBOTS;
    }
  }
}
