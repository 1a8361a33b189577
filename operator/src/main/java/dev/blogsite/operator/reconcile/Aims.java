package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.operator.manifest.ConfigYaml;
import dev.blogsite.operator.manifest.Packing;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.SiteId;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Finds what sites are to be brought to. Thread-safe. */
final class Aims {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration NEVER_MIND = Duration.ofMinutes(10);

  private final Specs specs;
  private final Hosts hosts;
  private final Posts posts;

  Aims(Specs specs, Hosts hosts, Posts posts) {
    this.specs = specs;
    this.hosts = hosts;
    this.posts = posts;
  }

  Aim of(BlogSite site) {
    return switch (specs.parse(site)) {
      // Only another spec cures an invalid one; the recheck is for a status that someone erases.
      case Parsed.Invalid(var errors, var plan) ->
          new Aim.Hindered(plan, false, Reasons.INVALID_SPEC, errors, NEVER_MIND);
      case Parsed.Valid(var wanted) -> of(site, wanted);
    };
  }

  private Aim of(BlogSite site, Wanted wanted) {
    List<String> conflicts = hosts.conflicts(site, wanted.hosts());
    if (!conflicts.isEmpty()) {
      return new Aim.Hindered(wanted.plan(), true, Reasons.HOST_CONFLICT, conflicts, SOON);
    }
    try {
      return switch (posts.pack(SiteId.of(site), wanted.configMaps())) {
        case Packing.Refused(var errors) ->
            new Aim.Hindered(wanted.plan(), true, Reasons.CONTENT_UNUSABLE, errors, SOON);
        case Packing.Packed content -> new Aim.Asked(wanted, content, revision(wanted, content));
      };
    } catch (KubernetesClientException e) {
      return new Aim.Untold(wanted.plan(), e);
    }
  }

  private static Revision revision(Wanted wanted, Packing.Packed content) {
    var config = wanted.config();
    return Revision.of(
        wanted.image(),
        wanted.version(),
        wanted.resources(),
        ConfigYaml.of(
            config.title(),
            config.description(),
            config.language(),
            config.logLevel().name().toLowerCase(Locale.ROOT),
            wanted.hosts().stream().findFirst()),
        content);
  }
}
