package dev.blogsite.operator.rollout;

import java.util.Optional;

/**
 * Answers what people ask for by annotations. An effect is stored first and answered afterwards.
 */
final class Requests {
  private Requests() {}

  static Optional<Decision> next(Observed seen, Optional<Rollout> running) {
    return seen.request()
        .flatMap(
            request ->
                switch (request.kind()) {
                  case PROMOTE -> Optional.of(promote(seen, request, running));
                  case ABORT -> Optional.of(abort(seen, request, running));
                  case RETRY -> retry(seen, request, running);
                });
  }

  private static Decision promote(Observed seen, Request request, Optional<Rollout> running) {
    if (running.isEmpty()) {
      return no(request, "nothing rolls out, so nothing can be promoted");
    }
    Rollout rollout = running.get();
    if (!rollout.to().equals(request.value())) {
      return no(
          request,
          "blogsite.dev/promote is \"%s\"; must be the revision that rolls out, \"%s\""
              .formatted(request.value(), rollout.to()));
    }
    return switch (rollout.phase()) {
      case PREPARING, SHIFTING, JUDGING, WATCHING ->
          rollout.promote()
              ? yes(request, "the remaining steps are skipped; the watch is not")
              : Draft.of(rollout, seen.now())
                  .promote()
                  .why("PromoteRequested", "a person asked to skip the remaining steps")
                  .store(Decision.Change.SKIPPED);
      case PROMOTING, COMPLETING -> yes(request, "it is being promoted already");
      case ABORTING, PROMOTED, ABORTED, SUPERSEDED ->
          no(request, "the revision is being aborted: " + rollout.because());
    };
  }

  private static Decision abort(Observed seen, Request request, Optional<Rollout> running) {
    if (running.isEmpty()) {
      return no(request, "nothing rolls out, so nothing can be aborted");
    }
    Rollout rollout = running.get();
    return switch (rollout.phase()) {
      case PREPARING, SHIFTING, JUDGING, WATCHING, PROMOTING ->
          rollout.from().equals(rollout.to())
              ? no(request, "the earlier revision is not known; change the spec instead")
              : Retreat.begin(seen, rollout, Reason.REQUESTED, "a person asked for it");
      case ABORTING -> yes(request, "readers go back to the stable track");
      case COMPLETING, PROMOTED, ABORTED, SUPERSEDED ->
          no(request, "the revision is stable already; change the spec back instead");
    };
  }

  private static Optional<Decision> retry(
      Observed seen, Request request, Optional<Rollout> running) {
    if (running.isPresent()) {
      // What is being aborted is refused first: the wish is kept until it can be tried again.
      return running.get().phase() == Phase.ABORTING
          ? Optional.empty()
          : Optional.of(yes(request, "the revision rolls out"));
    }
    // Answered when the new rollout is stored.
    return Idle.refuses(seen)
        ? Optional.empty()
        : Optional.of(no(request, "no revision was refused, so nothing can be retried"));
  }

  private static Decision yes(Request request, String because) {
    return new Decision.Answer(request, true, because);
  }

  private static Decision no(Request request, String because) {
    return new Decision.Answer(request, false, because);
  }
}
