package dev.blogsite.blog.serve;

import dev.blogsite.blog.source.SetFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A blog on free ports over a folder that is swapped like a mounted one. */
final class RunningBlog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SetFolder folder;
  private final BlogServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningBlog(SetFolder folder, BlogServer server) {
    this.folder = folder;
    this.server = server;
  }

  static RunningBlog over(Path folder) throws IOException {
    return over(folder, Duration.ZERO);
  }

  static RunningBlog over(Path folder, Duration drain) throws IOException {
    SetFolder set = new SetFolder(folder.resolve("set"));
    ServeOptions options = new ServeOptions(set.path(), folder.resolve("data"), 0, 0, drain);
    return new RunningBlog(set, BlogServer.start(options, "pod-1", "test"));
  }

  static RunningBlog with(Path folder, Map<String, String> files) throws Exception {
    RunningBlog blog = over(folder);
    blog.swap("0000000001", files);
    blog.awaitReady(body -> body.contains("\"generation\":1"));
    return blog;
  }

  String swap(String revision, Map<String, String> files) throws IOException {
    return folder.swap(revision, files);
  }

  SetFolder folder() {
    return folder;
  }

  BlogServer server() {
    return server;
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    return client.send(request(server.port(), method, path, headers), BodyHandlers.ofString());
  }

  HttpResponse<String> sendBody(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request(server.port(), method, path), (_, _) -> true)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    return client.send(request(server.port(), "GET", path, headers), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> ops(String path) throws Exception {
    return client.send(request(server.opsPort(), "GET", path), BodyHandlers.ofString());
  }

  /** Waits until what /health/ready says is as asked for, and returns it. */
  String awaitReady(Predicate<String> asked) throws Exception {
    return await("/health/ready", asked);
  }

  /** Waits until a document of the ops port is as asked for, and returns it. */
  String await(String path, Predicate<String> asked) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String body = ops(path).body();
      if (asked.test(body)) {
        return body;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + PATIENCE + " still " + body);
      }
      Thread.onSpinWait();
    }
  }

  private static HttpRequest request(int port, String method, String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
