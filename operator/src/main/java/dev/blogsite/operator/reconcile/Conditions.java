package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A site's conditions as they are now: what stays as it was keeps its time. Pure. */
final class Conditions {

  private static final int MAX_MESSAGE = 32_768;

  private final List<Condition> before;
  private final long generation;
  private final Instant now;
  private final List<Condition> after = new ArrayList<>();

  Conditions(BlogSite site, Instant now) {
    var status = site.getStatus();
    this.before = status == null || status.conditions() == null ? List.of() : status.conditions();
    this.generation = site.getMetadata().getGeneration();
    this.now = Instant.ofEpochSecond(now.getEpochSecond());
  }

  Conditions set(String type, boolean holds, String reason, String message) {
    var status = holds ? Condition.Status.True : Condition.Status.False;
    Instant since =
        before.stream()
            .filter(c -> c.type().equals(type) && c.status() == status)
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    String text =
        message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    after.add(new Condition(type, status, generation, since, reason, text));
    return this;
  }

  /** A condition as it was, if it was there. */
  Conditions keep(String type) {
    return add(before, type);
  }

  /** A condition as it is in that status, if it is there. */
  Conditions from(BlogSiteStatus status, String type) {
    return status.conditions() == null ? this : add(status.conditions(), type);
  }

  private Conditions add(List<Condition> said, String type) {
    said.stream().filter(c -> c.type().equals(type)).forEach(after::add);
    return this;
  }

  List<Condition> list() {
    return List.copyOf(after);
  }
}
