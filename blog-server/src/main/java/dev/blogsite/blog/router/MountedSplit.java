package dev.blogsite.blog.router;

import dev.blogsite.blog.router.split.SplitDocument;
import dev.blogsite.blog.router.split.SplitDocument.Parsed;
import dev.blogsite.blog.router.split.SplitState.Outcome;
import dev.blogsite.blog.router.split.SplitState.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The split document in the mounted folder, read when it has changed. For one thread. */
final class MountedSplit {
  private static final Logger LOG = LoggerFactory.getLogger(MountedSplit.class);

  private final Path file;
  private final SplitControl control;
  private byte[] last = {};

  MountedSplit(Path folder, SplitControl control) {
    this.file = folder.resolve("split.json");
    this.control = control;
  }

  /** Reads the file, and offers it when its bytes are not the last ones. */
  void look() {
    byte[] now;
    try {
      now = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", file, e.toString());
      return;
    }
    if (Arrays.equals(now, last)) {
      return;
    }
    last = now;
    switch (SplitDocument.parse(now)) {
      case Parsed.Invalid(var errors) -> LOG.warn("{}: {}", file, String.join("; ", errors));
      case Parsed.Valid(var split) -> {
        switch (control.offer(split, Source.MOUNTED)) {
          case Outcome.Taken _ -> {}
          case Outcome.Foreign(String why) -> LOG.warn("{}: {}", file, why);
          case Outcome.Outdated(String why, _) -> LOG.info("{}: {}", file, why);
        }
      }
    }
  }
}
