import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Just enough of an API server for the operator's training run: it keeps whatever is written under its
 * path, lists it, and tells watches of it. No rule of Kubernetes is checked; no test may rely on it.
 *
 * <p>{@code FakeApi KEYSTORE PORT PATH=FILE...}: listens with the key store's key (password
 * {@code changeit}) on the loopback; each FILE is an object that is there from the start, in JSON.
 */
public final class FakeApi {
  private static final Map<String, String> OBJECTS = new ConcurrentSkipListMap<>();
  private static final Set<String> GIVEN = new HashSet<>();
  private static final List<Watch> WATCHES = new CopyOnWriteArrayList<>();
  private static final AtomicLong VERSION = new AtomicLong(1);

  private record Request(String method, String path, String query, Map<String, String> headers, String body) {
    boolean watches() {
      return query.contains("watch=true");
    }
  }

  private record Watch(String collection, boolean webSocket, OutputStream out) {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 2; i < arguments.length; i++) {
      var equals = arguments[i].indexOf('=');
      keep(arguments[i].substring(0, equals), Files.readString(Path.of(arguments[i].substring(equals + 1))));
      GIVEN.add(arguments[i].substring(0, equals));
    }
    var keys = KeyStore.getInstance(Path.of(arguments[0]).toFile(), "changeit".toCharArray());
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "changeit".toCharArray());
    var tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    try (var server = tls.getServerSocketFactory().createServerSocket(Integer.parseInt(arguments[1]))) {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      for (var request = read(in); request != null; request = read(in)) {
        if (request.watches()) {
          watch(request, in, out);
          return;
        }
        answer(request, out);
      }
    } catch (IOException e) {
      // The client is gone, which is all that this connection was for.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Request read(InputStream in) throws IOException {
    var start = line(in);
    if (start.isEmpty()) {
      return null;
    }
    var headers = new ConcurrentSkipListMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var body = new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))), StandardCharsets.UTF_8);
    var words = start.split(" ");
    var parts = words[1].split("\\?", 2);
    var query = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
    return new Request(words[0], parts[0], query, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static void answer(Request request, OutputStream out) throws IOException {
    var status = request.path().endsWith("/status");
    var path = status ? request.path().substring(0, request.path().length() - "/status".length()) : request.path();
    switch (request.method()) {
      case "GET" -> {
        var found = OBJECTS.get(path);
        if (found != null) {
          send(out, 200, found);
        } else if (isCollection(path)) {
          send(out, 200, list(path));
        } else {
          send(out, 404, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}");
        }
      }
      case "DELETE" -> {
        OBJECTS.remove(path);
        send(out, 200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
      }
      case "POST" -> send(out, 201, keep(path + "/object-" + VERSION.get(), request.body()));
      // A status, a patch of a part and whatever is done to what was given are answered by what is there.
      case "PUT", "PATCH" -> {
        var part = status || GIVEN.contains(path) || !request.body().contains("\"kind\"");
        send(out, 200, part && OBJECTS.containsKey(path) ? OBJECTS.get(path) : keep(path, request.body()));
      }
      default -> send(out, 405, "{}");
    }
  }

  /** Whether the path ends in the name of a resource, as in /apis/G/V/R and /apis/G/V/namespaces/N/R. */
  private static boolean isCollection(String path) {
    var words = path.split("/");
    var start = path.startsWith("/api/") ? 3 : 4;
    return words.length == start + 1 || words.length == start + 3 && words[start].equals("namespaces");
  }

  /** The path without its namespace. */
  private static String collection(String path) {
    return path.replaceFirst("/namespaces/[^/]+(?=/)", "");
  }

  private static String list(String path) {
    var items = OBJECTS.entrySet().stream()
        .filter(entry -> collection(entry.getKey()).startsWith(collection(path) + "/"))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(","));
    return "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + VERSION.get() + "\"},\"items\":[" + items + "]}";
  }

  private static synchronized String keep(String path, String json) {
    var version = VERSION.incrementAndGet();
    var kept = json.strip().replaceFirst(
        "\"metadata\"\\s*:\\s*\\{",
        "\"metadata\":{\"uid\":\"00000000-0000-0000-0000-%012d\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"generation\":1,\"resourceVersion\":\"%d\",".formatted(version, version));
    var type = OBJECTS.put(path, kept) == null ? "ADDED" : "MODIFIED";
    for (var watch : WATCHES) {
      if (collection(path).startsWith(watch.collection() + "/")) {
        tell(watch, "{\"type\":\"" + type + "\",\"object\":" + kept + "}");
      }
    }
    return kept;
  }

  private static void watch(Request request, InputStream in, OutputStream out) throws Exception {
    var key = request.headers().get("sec-websocket-key");
    if (key == null) {
      head(out, "200 OK", "Content-Type: application/json\r\nTransfer-Encoding: chunked");
    } else {
      var hash = MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
      head(out, "101 Switching Protocols", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash));
    }
    var watch = new Watch(collection(request.path()), key != null, out);
    WATCHES.add(watch);
    // Until the client closes it; what it says meanwhile is of no interest.
    in.transferTo(OutputStream.nullOutputStream());
    WATCHES.remove(watch);
  }

  private static void tell(Watch watch, String event) {
    var bytes = (event + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (watch.out()) {
        if (watch.webSocket()) {
          watch.out().write(0x81);
          watch.out().write(127);
          for (int shift = 56; shift >= 0; shift -= 8) {
            watch.out().write((int) ((long) bytes.length >> shift));
          }
          watch.out().write(bytes);
        } else {
          watch.out().write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          watch.out().write(bytes);
          watch.out().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        watch.out().flush();
      }
    } catch (IOException e) {
      WATCHES.remove(watch);
    }
  }

  private static void send(OutputStream out, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    head(out, status + " Status", "Content-Type: application/json\r\nContent-Length: " + bytes.length);
    out.write(bytes);
    out.flush();
  }

  private static void head(OutputStream out, String status, String headers) throws IOException {
    out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
