package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus.Answered;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.rollout.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of a site by annotations. A value is answered once; another value is another
 * wish, and so is the same one set again after its annotation went. Pure.
 */
final class Wishes {

  /** Nothing was answered. */
  static final Answered NOTHING = new Answered(null, null, null);

  private static final int MAX_VALUE = 256;

  private Wishes() {}

  /** The first wish that was not answered; an abort comes first. */
  static Optional<Request> unanswered(BlogSite site, Answered answered) {
    Map<String, String> said = said(site);
    return wish(Request.Kind.ABORT, said.get(Keys.ABORT), answered.abort())
        .or(() -> wish(Request.Kind.PROMOTE, said.get(Keys.PROMOTE), answered.promote()))
        .or(() -> wish(Request.Kind.RETRY, said.get(Keys.RETRY), answered.retry()));
  }

  /**
   * What was answered so far of what is still asked.
   *
   * @param kept what the newest BlogRollout keeps of it: a status may have been erased
   */
  static Answered answered(BlogSite site, Answered kept) {
    var status = site.getStatus();
    // A phase is always reported, so a status without one is not the operator's.
    boolean erased = status == null || status.phase() == null;
    Answered known = erased ? kept : Optional.ofNullable(status.answered()).orElse(NOTHING);
    Map<String, String> said = said(site);
    return new Answered(
        said.containsKey(Keys.PROMOTE) ? known.promote() : null,
        said.containsKey(Keys.ABORT) ? known.abort() : null,
        said.containsKey(Keys.RETRY) ? known.retry() : null);
  }

  private static Map<String, String> said(BlogSite site) {
    return Optional.ofNullable(site.getMetadata().getAnnotations()).orElse(Map.of());
  }

  /** What is answered once this wish is. */
  static Answered with(Answered before, Request wish) {
    return switch (wish.kind()) {
      case PROMOTE -> new Answered(wish.value(), before.abort(), before.retry());
      case ABORT -> new Answered(before.promote(), wish.value(), before.retry());
      case RETRY -> new Answered(before.promote(), before.abort(), wish.value());
    };
  }

  private static Optional<Request> wish(
      Request.Kind kind, @Nullable String said, @Nullable String answered) {
    if (said == null) {
      return Optional.empty();
    }
    String value = said.length() <= MAX_VALUE ? said : said.substring(0, MAX_VALUE);
    return value.equals(answered) ? Optional.empty() : Optional.of(new Request(kind, value));
  }
}
