package dev.blogsite.blog.source;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the set in a folder. Holds no state between calls. */
public final class SetReader {
  private static final String REVISION = "revision.json";
  private static final String CONFIG = "config.yaml";
  private static final int MAX_FILES = 20_000;
  private static final int MAX_FILE_BYTES = 8 << 20;

  private final Path folder;

  /** Creates a reader of {@code folder}, which need not exist yet. */
  public SetReader(Path folder) {
    this.folder = folder;
  }

  /** Returns what the folder holds now. */
  public SetReading read() {
    try {
      // The kubelet swaps the link ..data: all files must be read from one target.
      Path target = target();
      SortedMap<String, SourceFile> files = files(target);
      if (!target().equals(target)) {
        // What it removes then goes piece by piece, and the rest would pass for a set of its own.
        return new SetReading.Incomplete("another set was swapped in while this one was read");
      }
      return parse(files);
    } catch (NoSuchFileException e) {
      return new SetReading.Incomplete(e.getFile() + " went away while the set was read");
    } catch (IOException | UncheckedIOException e) {
      return new SetReading.Incomplete(
          "the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private Path target() throws IOException {
    Path data = folder.resolve("..data");
    return Files.exists(data) ? data.toRealPath() : folder;
  }

  private static SortedMap<String, SourceFile> files(Path target) throws IOException {
    // A set with revision.json is hashed over all its files; a folder on a laptop may hold
    // anything.
    boolean all = Files.exists(target.resolve(REVISION));
    SortedMap<String, SourceFile> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(target)) {
      for (Path path : (Iterable<Path>) entries::iterator) {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith("..") || !(all || isOfSet(name)) || !isFile(path)) {
          continue;
        }
        if (files.size() >= MAX_FILES) {
          throw new IOException(
              "it holds more than " + MAX_FILES + " files; a set holds at most that");
        }
        files.put(name, SourceFile.of(name, bytes(path)));
      }
    }
    if (all && !files.containsKey(REVISION)) {
      throw new NoSuchFileException(REVISION);
    }
    return files;
  }

  /** Whether a listed entry is a file; one that is no longer there means a set half gone. */
  private static boolean isFile(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return true;
    }
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path.toString());
    }
    return false;
  }

  private static byte[] bytes(Path path) throws IOException {
    long size = Files.size(path);
    if (size > MAX_FILE_BYTES) {
      throw new IOException(
          "%s has %d bytes; a file has at most %d"
              .formatted(path.getFileName(), size, MAX_FILE_BYTES));
    }
    return Files.readAllBytes(path);
  }

  private static boolean isOfSet(String name) {
    return name.endsWith(".md") || name.equals(CONFIG) || name.equals(REVISION);
  }

  private static SetReading parse(SortedMap<String, SourceFile> files) {
    if (files.isEmpty()) {
      // A volume is empty until its first swap; a blog without anything would look like a set.
      return new SetReading.Incomplete("the folder holds no posts and no config.yaml yet");
    }
    Optional<SourceFile> revisionFile = Optional.ofNullable(files.remove(REVISION));
    String hash = hash(files);
    String revision = hash.substring(0, 10);
    if (revisionFile.isPresent()) {
      try {
        RevisionFile stated = RevisionFile.read(revisionFile.get());
        if (!stated.setHash().equals(hash)) {
          return new SetReading.Incomplete(
              "the files' hash is %s; revision.json asks for %s".formatted(hash, stated.setHash()));
        }
        revision = stated.revision();
      } catch (InvalidFileException e) {
        return new SetReading.Invalid(hash, at(REVISION, e));
      }
    }
    BlogConfig config = BlogConfig.DEFAULT;
    SourceFile configFile = files.remove(CONFIG);
    if (configFile != null) {
      try {
        config = ConfigReader.read(configFile);
      } catch (InvalidFileException e) {
        return new SetReading.Invalid(hash, at(CONFIG, e));
      }
    }
    return new SetReading.Whole(posts(revision, hash, config, files));
  }

  private static PostSet posts(
      String revision, String hash, BlogConfig config, Map<String, SourceFile> files) {
    List<Post> posts = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Map<String, String> fileBySlug = new HashMap<>();
    for (SourceFile file : files.values()) {
      if (!file.name().endsWith(".md")) {
        continue;
      }
      try {
        Post post = PostReader.read(file);
        // A draft has no address that it could take from another.
        String earlier =
            post.state() == Post.State.DRAFT
                ? null
                : fileBySlug.putIfAbsent(post.slug(), file.name());
        if (earlier == null) {
          posts.add(post);
        } else {
          refusals.add(
              new Refusal(
                  file.name(),
                  1,
                  "slug is \"%s\", which %s already has; write another slug:"
                      .formatted(post.slug(), earlier)));
        }
      } catch (InvalidFileException e) {
        refusals.add(new Refusal(file.name(), e.line(), e.text()));
      }
    }
    return new PostSet(revision, hash, config, posts, refusals);
  }

  private static String at(String file, InvalidFileException e) {
    return "%s:%d: %s".formatted(file, e.line(), e.text());
  }

  /** Returns the hash of docs/contract.md: over name, zero byte, hash and newline of each file. */
  private static String hash(SortedMap<String, SourceFile> files) {
    MessageDigest digest = SourceFile.sha256();
    files.values().stream()
        .sorted(
            (a, b) ->
                Arrays.compareUnsigned(
                    a.name().getBytes(StandardCharsets.UTF_8),
                    b.name().getBytes(StandardCharsets.UTF_8)))
        .forEach(
            file -> {
              digest.update(file.name().getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
              digest.update(file.hash().getBytes(StandardCharsets.US_ASCII));
              digest.update((byte) '\n');
            });
    return SourceFile.hex(digest.digest());
  }
}
