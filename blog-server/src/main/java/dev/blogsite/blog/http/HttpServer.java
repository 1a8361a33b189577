package dev.blogsite.blog.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.CanonicalPathHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xnio.Options;
import org.xnio.XnioWorker;

/** A hardened Undertow listener whose requests can be waited for. */
public final class HttpServer {
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int PARSE_TIMEOUT_MILLIS = 10_000;
  private static final int IDLE_TIMEOUT_MILLIS = 75_000;
  private static final int BUFFER_BYTES = 16 * 1024 - 20;
  private static final int BACKLOG = 4096;

  private final Undertow undertow;
  private final InFlight inFlight;

  private HttpServer(Undertow undertow, InFlight inFlight) {
    this.undertow = undertow;
    this.inFlight = inFlight;
  }

  /**
   * Starts to listen on all addresses.
   *
   * @param port 0 takes any free one
   * @throws RuntimeException when the port is taken
   */
  public static HttpServer start(XnioWorker worker, int port, HttpHandler handler) {
    InFlight inFlight = new InFlight(new CanonicalPathHandler(handler));
    Undertow undertow =
        Undertow.builder()
            .setWorker(worker)
            .setBufferSize(BUFFER_BYTES)
            .setDirectBuffers(true)
            .setSocketOption(Options.TCP_NODELAY, true)
            .setSocketOption(Options.REUSE_ADDRESSES, true)
            .setSocketOption(Options.BACKLOG, BACKLOG)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_HEADERS)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
            .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, true)
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .addHttpListener(port, "0.0.0.0", inFlight)
            .build();
    undertow.start();
    return new HttpServer(undertow, inFlight);
  }

  /** Returns the port it listens on. */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Makes each answer from now on the last of its connection. */
  public void leave() {
    inFlight.leave();
  }

  /**
   * Takes no new connections, and waits for the requests in flight.
   *
   * @return whether all of them ended within {@code patience}
   */
  public boolean stop(Duration patience) throws InterruptedException {
    inFlight.leave();
    undertow.stop();
    return inFlight.await(patience);
  }
}
