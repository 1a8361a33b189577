package dev.blogsite.blog.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A folder that is swapped as the kubelet swaps a projected volume: by the link {@code ..data}. */
public final class SetFolder {
  private final Path folder;
  private int swaps;

  /** Creates an empty one at {@code folder}. */
  public SetFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Returns the folder. */
  public Path path() {
    return folder;
  }

  /** Returns a post's text. */
  public static String post(String title, String text) {
    return "---\ntitle: %s\ndate: 2026-11-01\ntags: [garden]\n---\n%s\n".formatted(title, text);
  }

  /** Swaps in {@code files} with a fitting revision.json; returns the set's hash. */
  public String swap(String revision, Map<String, String> files) throws IOException {
    String hash = hash(files);
    swapAsIs(files, "{\"revision\":\"%s\",\"setHash\":\"%s\"}".formatted(revision, hash));
    return hash;
  }

  /** Swaps in {@code files} with any revision.json. */
  public void swapAsIs(Map<String, String> files, String revisionJson) throws IOException {
    swaps++;
    Path target = Files.createDirectory(folder.resolve("..set-" + swaps));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(target.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(target.resolve("revision.json"), revisionJson);
    Path link = folder.resolve("..data_tmp");
    Files.createSymbolicLink(link, target.getFileName());
    Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    remove(folder.resolve("..set-" + (swaps - 1)));
  }

  private static void remove(Path old) throws IOException {
    if (!Files.isDirectory(old)) {
      return;
    }
    try (var files = Files.list(old)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(old);
  }

  private static String hash(Map<String, String> files) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(files)
        .forEach((name, text) -> lines.append(name).append('\0').append(sha256(text)).append('\n'));
    return sha256(lines.toString());
  }

  private static String sha256(String text) {
    return HexFormat.of()
        .formatHex(SourceFile.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
