package dev.blogsite.blog.router;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Real servers on loopback addresses, found by the names of a track's Service. */
final class Pods implements AutoCloseable {
  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final Map<String, Undertow> servers = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final AtomicInteger lastAddress = new AtomicInteger(1);

  /** A handler that answers a page which names its track. */
  static HttpHandler page(String track) {
    String text = ("<p>" + track + "</p>\n").repeat(400);
    return exchange -> {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
      exchange.getResponseHeaders().put(new HttpString("X-From"), track);
      exchange.getResponseSender().send(text);
    };
  }

  /** Starts a pod behind a Service and returns its address. */
  String add(String host, HttpHandler handler) {
    String address = "127.0.0." + lastAddress.incrementAndGet();
    Undertow server =
        Undertow.builder()
            .addHttpListener(ports.getOrDefault(host, 0), address)
            .setHandler(handler)
            .setIoThreads(1)
            .setWorkerThreads(4)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    ports.put(host, port);
    servers.put(address, server);
    publish(host, address);
    return address;
  }

  /** Adds an address to a Service, whether anything listens there or not. */
  void publish(String host, String address) {
    List<InetAddress> next = new ArrayList<>(names.getOrDefault(host, List.of()));
    next.add(literal(address));
    names.put(host, List.copyOf(next));
  }

  /** Removes a pod from its Service; it goes on answering. */
  void withdraw(String host, String address) {
    List<InetAddress> next = new ArrayList<>(names.getOrDefault(host, List.of()));
    next.remove(literal(address));
    names.put(host, List.copyOf(next));
  }

  /** Stops a pod's server; its Service still names it. */
  void stop(String address) {
    Undertow server = servers.remove(address);
    if (server != null) {
      server.stop();
    }
  }

  /** Uses this port for a Service whose pods the test makes itself. */
  void port(String host, int port) {
    ports.put(host, port);
  }

  int port(String host) {
    return ports.getOrDefault(host, 1);
  }

  /** Answers no look-up of a host until the latch opens. */
  void hold(String host, CountDownLatch until) {
    held.put(host, until);
  }

  List<InetAddress> resolve(String host) {
    CountDownLatch until = held.get(host);
    if (until != null) {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return names.getOrDefault(host, List.of());
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  @Override
  public void close() {
    servers.values().forEach(Undertow::stop);
  }
}
