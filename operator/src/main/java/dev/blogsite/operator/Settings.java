package dev.blogsite.operator;

import dev.blogsite.api.v1alpha1.Formats;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment says, parsed.
 *
 * @param namespace the operator's own
 * @param leaseName the lease that those have in common of whom one leads
 * @param watch namespaces whose sites it looks after; empty for all
 * @param blogImage repository of the blog server, to which a site's version is the tag
 * @param routerImage image of the routers
 * @param lease how long routers follow a canary's weight without another push
 * @param identity who this is among those that may lead
 */
record Settings(
    String namespace,
    String leaseName,
    Set<String> watch,
    String blogImage,
    String routerImage,
    Duration lease,
    boolean election,
    String logLevel,
    int opsPort,
    String identity) {

  /**
   * Reads the environment; an {@link IllegalArgumentException} says what must be written instead.
   */
  static Settings read(Map<String, String> env) {
    return new Settings(
        required(env, "BLOGSITE_NAMESPACE"),
        env.getOrDefault("BLOGSITE_LEASE", "blogsite-operator"),
        names(env.getOrDefault("BLOGSITE_WATCH_NAMESPACES", "")),
        required(env, "BLOGSITE_BLOG_IMAGE"),
        required(env, "BLOGSITE_ROUTER_IMAGE"),
        lease(env.getOrDefault("BLOGSITE_ROUTER_LEASE", "15m")),
        bool(env, "BLOGSITE_LEADER_ELECTION", true),
        env.getOrDefault("BLOGSITE_LOG_LEVEL", "info"),
        port(env.getOrDefault("BLOGSITE_OPS_PORT", "8080")),
        env.getOrDefault("POD_NAME", env.getOrDefault("HOSTNAME", "operator")));
  }

  private static String required(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set; must be"));
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split("[,\\s]+"))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Duration lease(String text) {
    return Formats.duration(text)
        .filter(d -> d.compareTo(Duration.ofSeconds(3)) >= 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "BLOGSITE_ROUTER_LEASE is "
                        + text
                        + "; must be a duration of at least 3s, such as 15m"));
  }

  private static boolean bool(Map<String, String> env, String name, boolean preset) {
    String text = env.getOrDefault(name, String.valueOf(preset));
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(name + " is " + text + "; must be true or false");
    };
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "BLOGSITE_OPS_PORT is " + text + "; must be from 1 to 65535");
    }
    return port;
  }
}
