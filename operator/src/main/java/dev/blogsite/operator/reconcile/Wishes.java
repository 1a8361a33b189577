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
 * wish. Pure.
 */
final class Wishes {

  private static final Answered NOTHING = new Answered(null, null, null);
  private static final int MAX_VALUE = 256;

  private Wishes() {}

  /** The first wish that was not answered; an abort comes first. */
  static Optional<Request> unanswered(BlogSite site) {
    Map<String, String> said = site.getMetadata().getAnnotations();
    if (said == null) {
      return Optional.empty();
    }
    Answered answered = answered(site);
    return wish(Request.Kind.ABORT, said.get(Keys.ABORT), answered.abort())
        .or(() -> wish(Request.Kind.PROMOTE, said.get(Keys.PROMOTE), answered.promote()))
        .or(() -> wish(Request.Kind.RETRY, said.get(Keys.RETRY), answered.retry()));
  }

  /** What was answered so far. */
  static Answered answered(BlogSite site) {
    return site.getStatus() == null || site.getStatus().answered() == null
        ? NOTHING
        : site.getStatus().answered();
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
