package dev.blogsite.operator.metrics;

import dev.blogsite.operator.slo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes gauges of blog pods' readings: how busy the database connections of the worst pod were
 * since the look before. Pure.
 */
final class Gauges {

  private Gauges() {}

  static Sample sample(String cluster, String objective, Looks.Readings read, Counters before) {
    for (Reading reading : all(read).toList()) {
      if (reading instanceof Reading.Missing(var pod, var why)) {
        return new Sample.Missing(cluster, objective, pod + ": " + why);
      }
      if (reading instanceof Reading.Blog blog && blog.poolSize() == 0) {
        return new Sample.Missing(cluster, objective, blog.pod() + ": has no database connection");
      }
    }
    if (read.canary().isEmpty() || read.stable().isEmpty()) {
      String track = read.canary().isEmpty() ? "canary" : "stable";
      return new Sample.Missing(cluster, objective, "no pod of the " + track + " serves");
    }
    return new Sample.Gauged(
        cluster, objective, worst(read.canary(), before), worst(read.stable(), before));
  }

  static List<Counters.Blog> after(Looks.Readings read, Counters before) {
    List<Counters.Blog> marks = new ArrayList<>();
    all(read)
        .forEach(
            reading -> {
              if (reading instanceof Reading.Blog now) {
                marks.add(Counters.Blog.of(now));
              } else {
                before.blogs().stream()
                    .filter(mark -> mark.pod().equals(reading.pod()))
                    .forEach(marks::add);
              }
            });
    return marks;
  }

  private static Stream<Reading> all(Looks.Readings read) {
    return Stream.concat(read.stable().stream(), read.canary().stream());
  }

  private static double worst(List<Reading> track, Counters before) {
    double worst = 0;
    for (Reading reading : track) {
      if (reading instanceof Reading.Blog now) {
        worst = Math.max(worst, usage(now, before));
      }
    }
    return worst;
  }

  /**
   * The share of time that the pod's connections were busy; since its start when it is seen for the
   * first time.
   */
  private static double usage(Reading.Blog now, Counters before) {
    var was = before.of(now);
    double busy = now.busySeconds() - was.map(Counters.Blog::busySeconds).orElse(0.0);
    double up = now.uptimeSeconds() - was.map(Counters.Blog::uptimeSeconds).orElse(0.0);
    return up <= 0 ? 0 : busy / (now.poolSize() * up);
  }
}
