package dev.blogsite.blog.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer, as it is and compressed. The buffers are never read from directly: each
 * response sends a duplicate. Safe for use by several threads.
 *
 * @param route it belongs to
 * @param status of the answer
 * @param type the content type
 * @param cacheControl for how long others may keep it
 * @param plain its bytes
 * @param gzip its bytes compressed, null when that saves nothing
 * @param etag strong, in quotes
 * @param gzipEtag strong, of the compressed bytes
 */
public record Page(
    Route route,
    int status,
    String type,
    String cacheControl,
    ByteBuffer plain,
    @Nullable ByteBuffer gzip,
    String etag,
    String gzipEtag) {

  /** Kept, but asked for again each time: a new post is seen at once. */
  public static final String REVALIDATE = "public, max-age=0, must-revalidate";

  /** Kept for good: the name changes with the content. */
  public static final String IMMUTABLE = "public, max-age=31536000, immutable";

  /** Kept by nobody. */
  public static final String NO_STORE = "no-store";

  private static final int SMALLEST_WORTH_COMPRESSING = 256;

  /** Returns a page of HTML that is asked for again each time. */
  public static Page html(Route route, int status, String html) {
    return of(
        route,
        status,
        "text/html; charset=utf-8",
        status == 200 ? REVALIDATE : NO_STORE,
        html.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a page with its compressed form, in heap memory. */
  public static Page of(Route route, int status, String type, String cacheControl, byte[] bytes) {
    byte[] zipped = bytes.length < SMALLEST_WORTH_COMPRESSING ? bytes : zip(bytes);
    String tag = tag(bytes);
    return new Page(
        route,
        status,
        type,
        cacheControl,
        ByteBuffer.wrap(bytes),
        zipped.length < bytes.length ? ByteBuffer.wrap(zipped) : null,
        '"' + tag + '"',
        '"' + tag + "-gz\"");
  }

  /** Returns a page that is sent once, in heap memory. */
  public static Page once(Route route, String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    String tag = tag(bytes);
    return new Page(
        route,
        200,
        "text/html; charset=utf-8",
        NO_STORE,
        ByteBuffer.wrap(bytes),
        null,
        '"' + tag + '"',
        '"' + tag + "-gz\"");
  }

  /**
   * Returns the same page in direct memory, from which it is sent without a copy. For pages that
   * are kept: direct memory is only given back when the collector comes by.
   */
  public Page direct() {
    return plain.isDirect()
        ? this
        : new Page(
            route,
            status,
            type,
            cacheControl,
            direct(plain),
            gzip == null ? null : direct(gzip),
            etag,
            gzipEtag);
  }

  /** Returns how much memory the page holds, in bytes. */
  public int bytes() {
    return plain.capacity() + (gzip == null ? 0 : gzip.capacity());
  }

  private static ByteBuffer direct(ByteBuffer bytes) {
    return ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip();
  }

  /** Returns 96 bits that depend on every byte. */
  private static String tag(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long fnv = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      fnv = (fnv ^ (b & 0xff)) * 0x100000001b3L;
    }
    return HexFormat.of().toHexDigits(fnv) + HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (GZIPOutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Compressed once, sent often. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
