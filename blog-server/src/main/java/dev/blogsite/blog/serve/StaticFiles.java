package dev.blogsite.blog.serve;

import dev.blogsite.blog.render.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes pages as files that any web server serves under the same addresses. */
final class StaticFiles {
  private StaticFiles() {}

  static void write(Path out, String path, Page page) throws IOException {
    if (page.status() == 410) {
      return;
    }
    Path file = file(out, path, page);
    if (!file.normalize().startsWith(out.normalize())) {
      throw new IOException("the path " + path + " leads out of " + out);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = page.plain().duplicate();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static Path file(Path out, String path, Page page) {
    String relative = path.substring(1);
    boolean folder = page.type().startsWith("text/html") && !path.endsWith(".html");
    return folder ? out.resolve(relative).resolve("index.html") : out.resolve(relative);
  }
}
