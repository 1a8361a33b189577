package dev.blogsite.blog.router.split;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signed request header that forces a track: {@code <track>;kind=<probe|override>;exp=<unix
 * seconds>;sig=<hex>}.
 */
public final class TrackHeader {
  /** The header's name; in responses it names the track that answered. */
  public static final String NAME = "X-Blogsite-Track";

  private static final Pattern FORM =
      Pattern.compile(
          " ?(stable|canary); ?kind=(probe|override); ?exp=([0-9]{1,12}); ?sig=([0-9a-f]{64})");

  private TrackHeader() {}

  /** Why a request names its track. */
  public enum Kind {
    /** The operator's own request: counted apart from readers'. */
    PROBE,
    /** A person looking at one track: counted nowhere. */
    OVERRIDE
  }

  /** A track that a request may name. */
  public record Forced(Track track, Kind kind) {}

  /**
   * What the header forces; empty when it is malformed, expired or not signed by the site's key.
   */
  public static Optional<Forced> parse(String value, String site, Signer signer, Instant now) {
    Matcher form = FORM.matcher(value);
    if (!form.matches() || Long.parseLong(form.group(3)) < now.getEpochSecond()) {
      return Optional.empty();
    }
    String message = site + '\n' + form.group(1) + '\n' + form.group(2) + '\n' + form.group(3);
    if (!signer.verifies(message.getBytes(StandardCharsets.UTF_8), form.group(4))) {
      return Optional.empty();
    }
    return Optional.of(
        new Forced(
            form.group(1).equals("stable") ? Track.STABLE : Track.CANARY,
            form.group(2).equals("probe") ? Kind.PROBE : Kind.OVERRIDE));
  }
}
