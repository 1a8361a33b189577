package dev.blogsite.operator.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network to a port of this machine, which can be cut: then nothing arrives any more. */
public final class Wire implements AutoCloseable {

  private final ServerSocket entrance;
  private final int exit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  /** A wire to a port. */
  public Wire(int exit) throws IOException {
    this.exit = exit;
    this.entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    var _ = threads.submit(this::accept);
  }

  /** The port of its near end. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Cuts it: connections stay, and are silent. */
  public void cut() {
    cut = true;
  }

  private Void accept() throws IOException {
    while (true) {
      Socket near = entrance.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), exit);
      sockets.addAll(List.of(near, far));
      var _ = threads.submit(() -> carry(near.getInputStream(), far.getOutputStream()));
      var _ = threads.submit(() -> carry(far.getInputStream(), near.getOutputStream()));
    }
  }

  private Void carry(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (!cut) {
        to.write(buffer, 0, read);
        to.flush();
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
