package dev.blogsite.blog.sqlite;

import dev.blogsite.blog.search.Hit;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what FTS5's {@code snippet} returns: matches stand between the signs 2 and 3. */
final class Excerpts {
  private static final char START = '\u0002';
  private static final char END = '\u0003';

  private Excerpts() {}

  static List<Hit.Part> parts(String snippet) {
    List<Hit.Part> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < snippet.length(); i++) {
      char c = snippet.charAt(i);
      switch (c) {
        case START -> end(parts, run, false);
        case END -> end(parts, run, true);
        default -> run.append(c);
      }
    }
    end(parts, run, false);
    return parts;
  }

  private static void end(List<Hit.Part> parts, StringBuilder run, boolean matched) {
    if (!run.isEmpty()) {
      parts.add(new Hit.Part(run.toString(), matched));
      run.setLength(0);
    }
  }
}
