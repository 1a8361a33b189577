package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Commons;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.traffic.SiteKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the key that a site's routers know, and makes one where there is none. Thread-safe.
 *
 * <p>The operator may make Secrets and read them by name, not change them, and a router reads its
 * key when it starts. So one that was damaged is left behind for one of another name: routers that
 * mount that are new ones, and know it.
 */
final class KeyRing {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MAX = 5;

  private final Writer writer;
  private final KubernetesClient client;

  KeyRing(Writer writer, KubernetesClient client) {
    this.writer = writer;
    this.client = client;
  }

  /** A key, and the Secret that routers are to mount for it. */
  record Held(String secret, SiteKey key) {}

  /** The first key that can be used. */
  Held of(SiteId site) {
    for (int number = 1; number <= MAX; number++) {
      String name = Commons.routerKeyName(site, number);
      Secret known = get(site, name).orElseGet(() -> made(site, name));
      NameTaken.check(Commons.routerKey(site, name, new byte[0]), known);
      Optional<SiteKey> key = key(known);
      if (key.isPresent()) {
        return new Held(name, key.get());
      }
    }
    throw new IllegalStateException(
        "none of the Secrets %s to %s has a key of %d bytes; delete them"
            .formatted(
                Commons.routerKeyName(site, 1), Commons.routerKeyName(site, MAX), SiteKey.BYTES));
  }

  private Optional<Secret> get(SiteId site, String name) {
    // Asked for by name: to watch Secrets would take the right to read all of them.
    return Optional.ofNullable(client.secrets().inNamespace(site.namespace()).withName(name).get());
  }

  private Secret made(SiteId site, String name) {
    if (!name.equals(Commons.routerKeyName(site, 1))) {
      LOG.atWarn()
          .addKeyValue("site", site.path())
          .log("the key of its routers was damaged; they get another, in Secret {}", name);
    }
    byte[] key = new byte[SiteKey.BYTES];
    RANDOM.nextBytes(key);
    writer.createIfAbsent(Commons.routerKey(site, name, key));
    return client.secrets().inNamespace(site.namespace()).withName(name).require();
  }

  /** What the Secret holds, when it is a key: anybody may have written into it. */
  private static Optional<SiteKey> key(Secret secret) {
    try {
      return Optional.ofNullable(secret.getData())
          .flatMap(data -> Optional.ofNullable(data.get("key")))
          .map(Base64.getDecoder()::decode)
          .map(SiteKey::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
