package dev.blogsite.blog.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Notices that a folder's set changed: at once by the system's notices, and at the latest after a
 * second by looking, because notices can be lost. For use by one thread.
 */
public final class SetWatcher implements AutoCloseable {
  private static final long LOOK_MILLIS = 1000;

  private final Path folder;
  private final WatchService notices;
  private boolean registered;
  private String seen = "";

  /** Creates a watcher of {@code folder}, which need not exist yet. */
  public SetWatcher(Path folder) throws IOException {
    this.folder = folder;
    this.notices = FileSystems.getDefault().newWatchService();
  }

  /** Notes what the folder looks like now. Call it before reading, or a change may be missed. */
  public void mark() {
    register();
    seen = fingerprint();
  }

  /** Waits until the folder looks different from when it was marked. */
  public void awaitChange() throws InterruptedException {
    while (fingerprint().equals(seen)) {
      register();
      WatchKey key = notices.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (key != null) {
        key.pollEvents();
        if (!key.reset()) {
          registered = false;
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      notices.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void register() {
    if (registered) {
      return;
    }
    try {
      folder.register(
          notices,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_DELETE,
          StandardWatchEventKinds.ENTRY_MODIFY);
      registered = true;
    } catch (IOException | ClosedWatchServiceException e) {
      // The folder is not there yet: looking finds it.
      registered = false;
    }
  }

  /** Returns the target of {@code ..data}, or names, sizes and times of a plain folder's files. */
  private String fingerprint() {
    Path data = folder.resolve("..data");
    try {
      if (Files.isSymbolicLink(data)) {
        return Files.readSymbolicLink(data).toString();
      }
      StringBuilder all = new StringBuilder();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
          all.append(file.getFileName())
              .append(' ')
              .append(now.size())
              .append(' ')
              .append(now.lastModifiedTime().to(TimeUnit.NANOSECONDS))
              .append('\n');
        }
      }
      return all.toString();
    } catch (IOException | UncheckedIOException e) {
      return "unreadable: " + e.getMessage();
    }
  }
}
