package dev.blogsite.blog.render;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.config.Languages;
import dev.blogsite.blog.post.PostRef;
import dev.blogsite.blog.post.PostStore;
import dev.blogsite.blog.post.Refusal;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import dev.blogsite.blog.source.PostSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One set as readers see it. Never changes, but for pages that are kept once rendered. Thread-safe.
 */
public final class Site {
  private static final int MAX_HITS = 30;
  private static final int SHARE_OF_OWN_NAMES = 8;

  private final String revision;
  private final String setHash;
  private final BlogConfig config;
  private final List<Refusal> refusals;
  private final PostStore store;
  private final Listing listing;
  private final Frame frame;
  private final Templates templates;
  private final PageCache cache;
  private final OwnNameCache byOrigin;
  private final Page notFound;
  private final Page gone;
  private final Page broken;
  private final Page overloaded;

  /** Creates the site of {@code set}, whose texts are in {@code store}. */
  public Site(PostSet set, PostStore store, Theme theme, long maxCacheBytes) {
    this(set, store, theme, maxCacheBytes, true);
  }

  private Site(PostSet set, PostStore store, Theme theme, long maxCacheBytes, boolean searchable) {
    this.revision = set.revision();
    this.setHash = set.setHash();
    this.config = set.config();
    this.refusals = set.refusals();
    this.store = store;
    this.listing = Listing.of(set.posts());
    this.frame = frame(set.config(), theme, searchable);
    this.templates = new Templates(frame);
    this.cache = new PageCache(maxCacheBytes);
    this.byOrigin = new OwnNameCache(maxCacheBytes / SHARE_OF_OWN_NAMES);
    cache.put(theme.path(), theme.page());
    this.notFound =
        message(Route.OTHER, 404, "There is no such page", "The address may be old or mistyped.");
    this.gone = message(Route.POST, 410, "This post was removed", "It will not come back.");
    this.broken =
        message(Route.OTHER, 500, "Something broke here", "It has been noted. Please try again.");
    this.overloaded =
        message(Route.OTHER, 503, "Too much at once", "Please try again in a moment.");
  }

  /**
   * Returns a site whose pages are written to files: without search, and keeping none in memory.
   */
  public static Site still(PostSet set, PostStore store, Theme theme) {
    return new Site(set, store, theme, 0, false);
  }

  private static Frame frame(BlogConfig config, Theme theme, boolean searchable) {
    return new Frame(
        config.language(),
        Languages.isRightToLeft(config.language()) ? "rtl" : "ltr",
        config.title(),
        config.description(),
        theme.path(),
        config.baseUrl().orElse(null),
        searchable);
  }

  private Page message(Route route, int status, String heading, String text) {
    return Page.html(route, status, templates.message(status, heading, text)).direct();
  }

  /** Returns who asked for the set, 10 hex digits. */
  public String revision() {
    return revision;
  }

  /** Returns what is in the set, 64 hex digits. */
  public String setHash() {
    return setHash;
  }

  /** Returns the settings. */
  public BlogConfig config() {
    return config;
  }

  /** Returns the posts that were left out. */
  public List<Refusal> refusals() {
    return refusals;
  }

  /** Returns the number of published posts. */
  public int posts() {
    return listing.posts().size();
  }

  /** Returns the finished page at a decoded path, null when there is none yet. Never blocks. */
  public @Nullable Page cached(String path) {
    return cache.get(path);
  }

  /** Returns whether {@link #render} has a page at a decoded path. Never blocks. */
  public boolean has(String path) {
    return listing.addresses().containsKey(path);
  }

  /** Returns the page for an address that has none. */
  public Page notFound() {
    return notFound;
  }

  /** Returns the page for a failure of ours. */
  public Page broken() {
    return broken;
  }

  /** Returns the page for a request that finds no free worker. */
  public Page overloaded() {
    return overloaded;
  }

  /**
   * Renders what stands at a decoded path, and keeps it. Blocks.
   *
   * @param origin the blog's address as the reader wrote it; used when the settings name none
   * @throws dev.blogsite.blog.post.StoreClosedException when a newer site has taken this one's
   *     place
   */
  public Page render(String path, String origin) {
    Address address = listing.addresses().get(path);
    if (address == null) {
      return notFound;
    }
    if (config.baseUrl().isEmpty() && namesItself(address)) {
      return byOrigin.get(path, origin, () -> render(address, origin));
    }
    Page page = render(address, origin);
    cache.put(path, page);
    return page;
  }

  /** Renders the answer to a search. Blocks. */
  public Page search(String text) {
    String query =
        text.length() > SearchQuery.MAX_LENGTH ? text.substring(0, SearchQuery.MAX_LENGTH) : text;
    // One more than is shown tells whether there are more.
    List<Hit> hits = store.search(SearchQuery.of(query), MAX_HITS + 1);
    boolean more = hits.size() > MAX_HITS;
    return Page.once(
        Route.SEARCH,
        templates.search(
            query, more ? hits.subList(0, MAX_HITS) : hits, more, listing.addresses()));
  }

  /** Takes over from {@code earlier} the pages of posts that look the same as before. */
  public void reuse(Site earlier) {
    if (!frame.equals(earlier.frame)) {
      return;
    }
    for (PostRef post : listing.posts()) {
      String path = "/posts/" + post.slug();
      Page page = earlier.cached(path);
      if (page != null
          && earlier.listing.addresses().get(path) instanceof Address.OfPost(PostRef before)
          && before.equals(post)) {
        cache.put(path, page);
      }
    }
  }

  /** Returns all decoded paths, in the order in which they are worth rendering ahead. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    paths.add("/");
    listing.posts().forEach(post -> paths.add("/posts/" + post.slug()));
    listing.addresses().entrySet().stream()
        .filter(e -> !e.getKey().equals("/") && !(e.getValue() instanceof Address.OfPost))
        .map(java.util.Map.Entry::getKey)
        .sorted()
        .forEach(paths::add);
    return paths;
  }

  /** Returns the decoded path of the newest post. */
  public Optional<String> newestPost() {
    return listing.posts().stream().findFirst().map(post -> "/posts/" + post.slug());
  }

  /** Lets go of the site's texts. */
  public void retire() {
    store.retire();
  }

  /** Returns whether a page cannot do without the blog's own address. */
  public boolean namesItself(String path) {
    Address address = listing.addresses().get(path);
    return address != null && namesItself(address);
  }

  private static boolean namesItself(Address address) {
    return switch (address) {
      case Address.Feed _, Address.Sitemap _, Address.Robots _ -> true;
      case Address.Home _, Address.OfPost _, Address.Gone _, Address.Tag _, Address.Archive _ ->
          false;
    };
  }

  private Page render(Address address, String origin) {
    String base = config.baseUrl().orElse(origin);
    return switch (address) {
      case Address.Home(int page) ->
          html(address, templates.home(listing.page(page), new Pagination(page, listing.pages())));
      case Address.OfPost(PostRef post) -> html(address, templates.post(post, html(post)));
      case Address.Gone _ -> gone;
      case Address.Tag(String tag) ->
          html(address, templates.tag(tag, listing.tags().getOrDefault(tag, List.of())));
      case Address.Archive _ -> html(address, templates.archive(listing));
      case Address.Feed _ ->
          text(
              address,
              "application/atom+xml; charset=utf-8",
              Feeds.atom(config, base, listing.posts(), this::html));
      case Address.Sitemap _ ->
          text(address, "application/xml; charset=utf-8", Feeds.sitemap(base, listing));
      case Address.Robots _ -> text(address, "text/plain; charset=utf-8", Feeds.robots(base));
    };
  }

  private String html(PostRef post) {
    return Markdown.html(store.markdown(post.slug()));
  }

  private static Page html(Address address, String html) {
    return Page.html(address.route(), 200, html);
  }

  private static Page text(Address address, String type, String text) {
    return Page.of(
        address.route(), 200, type, Page.REVALIDATE, text.getBytes(StandardCharsets.UTF_8));
  }
}
