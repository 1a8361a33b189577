package dev.blogsite.blog.router;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A pod that misbehaves as it is told, below HTTP. */
final class RawPod implements AutoCloseable {
  private final ServerSocket server;
  private final Behaviour behaviour;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Thread accepting;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What to do with a connection once a request's head has come. */
  interface Behaviour {
    void answer(Socket socket) throws IOException;
  }

  /** Ends the connection without an answer. */
  static Behaviour resets() {
    return socket -> {
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  /** Never answers. */
  static Behaviour hangs() {
    return socket -> {};
  }

  /** Sends these bytes and ends the connection. */
  static Behaviour says(String text) {
    return socket -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.close();
    };
  }

  /** Sends these bytes and leaves the connection open. */
  static Behaviour saysAndWaits(String text) {
    return socket -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    };
  }

  RawPod(Pods pods, String host, String address, Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    server = new ServerSocket();
    server.bind(
        new InetSocketAddress(
            InetAddress.getByName(address), pods.port(host) == 1 ? 0 : pods.port(host)));
    pods.port(host, server.getLocalPort());
    pods.publish(host, address);
    accepting = Thread.ofVirtual().start(this::accept);
  }

  int requests() {
    return requests.get();
  }

  /** The heads of all requests so far, lines ended by a line feed. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      while (!socket.isClosed()) {
        StringBuilder head = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.isEmpty()) {
          head.append(line).append('\n');
        }
        if (line == null) {
          return;
        }
        heads.add(head.toString());
        requests.incrementAndGet();
        behaviour.answer(socket);
      }
    } catch (IOException e) {
      // The router has closed it; what that means is the test's to say.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      // Until then the system goes on taking connections, which nobody would answer.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : open) {
      socket.close();
    }
  }
}
