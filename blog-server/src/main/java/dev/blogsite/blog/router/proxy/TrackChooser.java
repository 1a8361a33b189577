package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.TrackCounts.Source;
import dev.blogsite.blog.router.split.Buckets;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.split.TrackCookie;
import dev.blogsite.blog.router.split.TrackHeader;
import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Picks a request's track: the one a signed header names, else its cookie's, else a drawn one. */
final class TrackChooser {
  private static final AttachmentKey<Known> KNOWN = AttachmentKey.create(Known.class);

  /** Where the files are whose names change with what they hold. */
  static final String ASSETS = "/assets/";

  private final String site;
  private final Signer signer;
  private final InstantSource clock;
  private final Buckets buckets;

  TrackChooser(String site, Signer signer, InstantSource clock, Buckets buckets) {
    this.site = site;
    this.signer = signer;
    this.clock = clock;
    this.buckets = buckets;
  }

  /** What a Cookie header of a connection was found to mean for a rollout. */
  private record Known(TrackCookie cookie, String header, int bucket) {}

  /** Picks one, and counts a new reader. */
  Ticket.Choice choose(Routes now, HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    String forced = headers.getFirst(RouterHeaders.X_BLOGSITE_TRACK);
    Ticket.Choice named = forced == null ? null : forced(now, forced);
    if (named != null) {
      return named;
    }
    Lane canary = now.canary();
    TrackCookie cookie = now.cookie();
    if (canary == null || cookie == null) {
      return new Ticket.Choice(now, now.stable(), Source.READER, null);
    }
    int weight = now.weightPpm();
    int bucket = bucket(cookie, headers.get(Headers.COOKIE), exchange.getConnection());
    if (bucket != TrackCookie.NONE) {
      return new Ticket.Choice(now, bucket < weight ? canary : now.stable(), Source.READER, null);
    }
    int drawn = buckets.next(weight);
    Lane lane = drawn < weight ? canary : now.stable();
    if (exchange.getRequestPath().startsWith(ASSETS)) {
      // Kept by caches that readers share: nobody's first page, and no place for a cookie.
      return new Ticket.Choice(now, lane, Source.READER, null);
    }
    lane.counts().assigned();
    return new Ticket.Choice(now, lane, Source.READER, cookie.issue(drawn));
  }

  private Ticket.@Nullable Choice forced(Routes now, String header) {
    TrackHeader.Forced track =
        TrackHeader.parse(header, site, signer, clock.instant()).orElse(null);
    Lane lane = track == null ? null : now.lane(track.track());
    if (track == null || lane == null) {
      return null;
    }
    Source source =
        switch (track.kind()) {
          case PROBE -> Source.PROBE;
          case OVERRIDE -> Source.OVERRIDE;
        };
    return new Ticket.Choice(now, lane, source, null);
  }

  private static int bucket(
      TrackCookie cookie, @Nullable HeaderValues headers, ServerConnection connection) {
    if (headers == null) {
      return TrackCookie.NONE;
    }
    int bucket = TrackCookie.NONE;
    for (int i = 0; i < headers.size() && bucket == TrackCookie.NONE; i++) {
      bucket = bucket(cookie, headers.get(i), connection);
    }
    return bucket;
  }

  private static int bucket(TrackCookie cookie, String header, ServerConnection connection) {
    // A reader sends the same cookies all along; checking the signature once is enough.
    Known known = connection.getAttachment(KNOWN);
    if (known != null && known.cookie() == cookie && known.header().equals(header)) {
      return known.bucket();
    }
    int bucket = cookie.bucket(header);
    connection.putAttachment(KNOWN, new Known(cookie, header, bucket));
    return bucket;
  }
}
