package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteSpec;
import dev.blogsite.api.v1alpha1.Content;
import dev.blogsite.api.v1alpha1.Formats;
import dev.blogsite.api.v1alpha1.LogLevel;
import dev.blogsite.api.v1alpha1.Resources;
import dev.blogsite.api.v1alpha1.SiteConfig;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads specs. The API server has filled in defaults and refused most of what is wrong; this reads
 * again, since a schema can be older than a resource, and since some rules are beyond it.
 */
public final class Specs {

  private static final Resources DEFAULT_RESOURCES =
      new Resources(
          new Resources.Amounts(new Quantity("100m"), new Quantity("192Mi")),
          new Resources.Amounts(null, new Quantity("384Mi")));

  private final String blogImage;

  /** A reader for which a version is a tag of {@code blogImage}, a repository without a tag. */
  public Specs(String blogImage) {
    this.blogImage = blogImage;
  }

  /** What the site's spec asks for, or everything that is wrong with it. */
  public Parsed parse(BlogSite site) {
    var errors = new Errors();
    BlogSiteSpec spec = site.getSpec();
    if (spec == null) {
      var plan = Plans.parse(null, 1, Objectives.parse(null, errors), errors);
      return new Parsed.Invalid(
          List.of("spec is missing or cannot be read; must be as the CRD says"), plan);
    }
    String image = image(spec, errors);
    int replicas = errors.number("spec.replicas", spec.replicas(), 2, 1, 1000);
    List<String> hosts = hosts(spec, errors);
    List<String> configMaps = configMaps(spec.content(), errors);
    Wanted.Config config = config(site.getMetadata().getName(), spec.config(), errors);
    var objectives = Objectives.parse(spec.slo(), errors);
    var plan = Plans.parse(spec.rollout(), replicas, objectives, errors);
    int historyLimit = Plans.historyLimit(spec.rollout(), errors);
    if (!errors.found().isEmpty()) {
      return new Parsed.Invalid(errors.found(), plan);
    }
    return new Parsed.Valid(
        new Wanted(
            image,
            spec.version() == null ? image : spec.version(),
            spec.resources() == null ? DEFAULT_RESOURCES : spec.resources(),
            hosts,
            Optional.ofNullable(spec.ingressClassName()),
            configMaps,
            config,
            historyLimit,
            plan));
  }

  private String image(BlogSiteSpec spec, Errors errors) {
    if (spec.version() != null && spec.image() != null) {
      errors.refuse("spec.image", spec.image(), "be left out beside spec.version");
    }
    if (spec.image() != null) {
      return spec.image();
    }
    if (spec.version() == null) {
      errors.refuse("spec.version", "missing", "name a release, unless spec.image does");
    }
    return blogImage + ":" + spec.version();
  }

  private static List<String> hosts(BlogSiteSpec spec, Errors errors) {
    List<String> hosts = spec.hosts() == null ? List.of() : spec.hosts();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < hosts.size(); i++) {
      if (!hosts.get(i).matches(Formats.DNS_NAME)) {
        errors.refuse("spec.hosts[" + i + "]", hosts.get(i), "be a DNS name in lower case");
      } else if (!seen.add(hosts.get(i))) {
        errors.refuse("spec.hosts[" + i + "]", hosts.get(i), "differ from the hosts before it");
      }
    }
    return hosts;
  }

  private static List<String> configMaps(@Nullable Content content, Errors errors) {
    List<Content.Ref> refs =
        content == null || content.configMapRefs() == null ? List.of() : content.configMapRefs();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      String name = refs.get(i).name();
      if (names.contains(name)) {
        String path = "spec.content.configMapRefs[" + i + "].name";
        errors.refuse(path, name, "differ from the names before it");
      }
      names.add(name);
    }
    return names;
  }

  private static Wanted.Config config(String site, @Nullable SiteConfig said, Errors errors) {
    SiteConfig config = said == null ? new SiteConfig(null, null, null, null) : said;
    String language = or(config.language(), "en");
    // Whether there is such a language, the blog server knows: its canary refuses the config.
    if (!language.matches(Formats.LANGUAGE)) {
      errors.refuse("spec.config.language", language, "be a BCP 47 tag, such as en or pt-BR");
    }
    return new Wanted.Config(
        or(config.title(), site),
        or(config.description(), ""),
        language,
        config.logLevel() == null ? LogLevel.INFO : config.logLevel());
  }

  private static String or(@Nullable String said, String preset) {
    return said == null ? preset : said;
  }
}
