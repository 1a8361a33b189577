package dev.blogsite.blog.router.split;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The split document as it arrives: parsed, checked, and either valid or refused with all errors.
 */
public final class SplitDocument {
  /** The largest document that is read, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final Pattern SITE = Pattern.compile("[a-z0-9.-]{1,253}/[a-z0-9.-]{1,253}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern OBJECTIVE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62})?");
  private static final int MAX_THRESHOLDS = 16;
  private static final long MAX_LEASE_SECONDS = 366L * 24 * 3600;

  private final List<String> errors = new ArrayList<>();

  private SplitDocument() {}

  /** What became of a document. */
  public sealed interface Parsed {
    /** A document that can be put in force. */
    record Valid(Split split) implements Parsed {}

    /** A document that is refused; every error, in the order of the fields. */
    record Invalid(List<String> errors) implements Parsed {}
  }

  /** Parses a document; whatever the bytes are, the answer is a value. */
  public static Parsed parse(byte[] document) {
    if (document.length > MAX_BYTES) {
      return new Parsed.Invalid(
          List.of("the document has " + document.length + " bytes; at most " + MAX_BYTES));
    }
    Object root;
    try {
      root = Json.read(document);
    } catch (IOException e) {
      return new Parsed.Invalid(List.of("the document is not JSON: " + firstLine(e)));
    }
    if (!(root instanceof Map<?, ?> fields)) {
      return new Parsed.Invalid(List.of("the document is not a JSON object"));
    }
    return new SplitDocument().check(fields);
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private Parsed check(Map<?, ?> fields) {
    String site = text(fields, "site", SITE, "NAMESPACE/NAME");
    long epoch = integer(fields, "epoch", 0, Long.MAX_VALUE);
    int weightPpm = (int) integer(fields, "weightPpm", 0, Split.TOTAL_PPM);
    long lease = integer(fields, "leaseSeconds", 1, MAX_LEASE_SECONDS);
    Target stable = target(fields, "stable");
    Optional<Split.Canary> canary = canary(fields);
    List<Threshold> thresholds = thresholds(fields.get("thresholds"));
    if (canary.isEmpty() && weightPpm > 0) {
      errors.add("weightPpm is " + weightPpm + "; must be 0 while canary is null");
    }
    return errors.isEmpty()
        ? new Parsed.Valid(
            new Split(
                site, epoch, weightPpm, Duration.ofSeconds(lease), stable, canary, thresholds))
        : new Parsed.Invalid(List.copyOf(errors));
  }

  private Optional<Split.Canary> canary(Map<?, ?> fields) {
    boolean hasRollout = fields.get("rollout") != null;
    boolean hasCanary = fields.get("canary") != null;
    if (hasRollout != hasCanary) {
      errors.add(
          (hasRollout ? "canary" : "rollout")
              + " is null; rollout and canary must both be given or both be null");
    }
    if (!hasRollout || !hasCanary) {
      return Optional.empty();
    }
    String rollout = text(fields, "rollout", NAME, "a name as SITE-REVISION-N");
    return Optional.of(new Split.Canary(rollout, target(fields, "canary")));
  }

  private Target target(Map<?, ?> fields, String name) {
    if (!(fields.get(name) instanceof Map<?, ?> map)) {
      errors.add(name + " is " + show(fields.get(name)) + "; must be {revision, host, port}");
      return new Target("", "", 0);
    }
    int before = errors.size();
    String revision = text(map, "revision", NAME, "a revision");
    String host = text(map, "host", NAME, "a host name");
    int port = (int) integer(map, "port", 1, 65_535);
    for (int i = before; i < errors.size(); i++) {
      errors.set(i, name + "." + errors.get(i));
    }
    return new Target(revision, host, port);
  }

  private List<Threshold> thresholds(@Nullable Object value) {
    List<Threshold> thresholds = new ArrayList<>();
    if (value == null) {
      return thresholds;
    }
    if (!(value instanceof Map<?, ?> map) || map.size() > MAX_THRESHOLDS) {
      errors.add("thresholds must map at most " + MAX_THRESHOLDS + " objectives to seconds");
      return thresholds;
    }
    map.forEach(
        (name, limit) -> {
          boolean named = OBJECTIVE.matcher(String.valueOf(name)).matches();
          double seconds = limit instanceof Number number ? number.doubleValue() : Double.NaN;
          if (named && seconds > 0 && seconds <= 3600) {
            thresholds.add(new Threshold(String.valueOf(name), Math.round(seconds * 1e9)));
          } else {
            errors.add(
                "thresholds." + show(name) + " is " + show(limit) + "; must be 0 to 3600 seconds");
          }
        });
    return List.copyOf(thresholds);
  }

  private String text(Map<?, ?> map, String name, Pattern rule, String what) {
    if (map.get(name) instanceof String text && rule.matcher(text).matches()) {
      return text;
    }
    errors.add(name + " is " + show(map.get(name)) + "; must be " + what);
    return "";
  }

  private long integer(Map<?, ?> map, String name, long least, long most) {
    if (map.get(name) instanceof Long number && number >= least && number <= most) {
      return number;
    }
    errors.add(
        name + " is " + show(map.get(name)) + "; must be an integer from " + least + " to " + most);
    return least;
  }

  private static String show(@Nullable Object value) {
    String text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
