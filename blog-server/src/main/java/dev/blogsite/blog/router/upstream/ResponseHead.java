package dev.blogsite.blog.router.upstream;

import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The status line and headers of a backend's answer. Reused from answer to answer by one thread.
 */
public final class ResponseHead {
  /** The longest head that is accepted, in bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_LINES = 128;
  private static final int STATUS_LINE_LEAST = "HTTP/1.1 200".length();

  private final HeaderLines known = new HeaderLines();
  private final @Nullable HeaderLine[] lines = new HeaderLine[MAX_LINES];
  private final List<HttpString> endHere = new ArrayList<>();
  private int count;
  private int status;
  private boolean keepAlive;
  private boolean chunked;
  private boolean hasRequestId;
  private boolean eventStream;
  private long contentLength;

  /**
   * Parses a head.
   *
   * @return how many bytes it took, or 0 when it is not all there yet
   * @throws MalformedResponseException when it is not HTTP/1, or ambiguous
   */
  public int parse(byte[] bytes, int length) throws MalformedResponseException {
    count = 0;
    endHere.clear();
    chunked = false;
    hasRequestId = false;
    eventStream = false;
    contentLength = -1;
    int end = lineEnd(bytes, 0, length);
    if (end < 0) {
      return incomplete(length);
    }
    statusLine(bytes, end);
    int start = end + 2;
    while ((end = lineEnd(bytes, start, length)) >= 0) {
      if (end == start) {
        if (chunked && contentLength >= 0) {
          throw new MalformedResponseException("both Content-Length and Transfer-Encoding");
        }
        if (!endHere.isEmpty()) {
          dropEndingHere();
        }
        return end + 2;
      }
      add(known.line(bytes, start, end));
      start = end + 2;
    }
    return incomplete(length);
  }

  private static int incomplete(int length) throws MalformedResponseException {
    if (length >= MAX_BYTES) {
      throw new MalformedResponseException("a head of more than " + MAX_BYTES + " bytes");
    }
    return 0;
  }

  private static int lineEnd(byte[] bytes, int start, int length)
      throws MalformedResponseException {
    for (int i = start; i < length; i++) {
      if (bytes[i] == '\n') {
        if (i == start || bytes[i - 1] != '\r') {
          throw new MalformedResponseException("a line that does not end in CR LF");
        }
        return i - 1;
      }
    }
    return -1;
  }

  private void statusLine(byte[] bytes, int end) throws MalformedResponseException {
    boolean valid =
        end >= STATUS_LINE_LEAST
            && bytes[0] == 'H'
            && bytes[1] == 'T'
            && bytes[2] == 'T'
            && bytes[3] == 'P'
            && bytes[4] == '/'
            && bytes[5] == '1'
            && bytes[6] == '.'
            && (bytes[7] == '0' || bytes[7] == '1')
            && bytes[8] == ' '
            && (end == STATUS_LINE_LEAST || bytes[STATUS_LINE_LEAST] == ' ');
    status = 0;
    for (int i = 9; valid && i < STATUS_LINE_LEAST; i++) {
      valid = bytes[i] >= '0' && bytes[i] <= '9';
      status = status * 10 + bytes[i] - '0';
    }
    if (!valid || status < 100 || status > 599) {
      throw new MalformedResponseException("a status line that is not HTTP/1.1");
    }
    keepAlive = bytes[7] == '1';
  }

  private void add(HeaderLine line) throws MalformedResponseException {
    if (count == MAX_LINES) {
      throw new MalformedResponseException("more than " + MAX_LINES + " headers");
    }
    switch (line.use()) {
      case PASS -> lines[count++] = line;
      case REQUEST_ID -> {
        hasRequestId = true;
        lines[count++] = line;
      }
      case CONTENT_TYPE -> {
        eventStream = line.value().regionMatches(true, 0, "text/event-stream", 0, 17);
        lines[count++] = line;
      }
      case CONTENT_LENGTH -> {
        length(line);
        lines[count++] = line;
      }
      case TRANSFER_ENCODING -> {
        if (chunked || !line.value().equalsIgnoreCase("chunked")) {
          throw new MalformedResponseException("a Transfer-Encoding that is not chunked");
        }
        chunked = true;
      }
      case CONNECTION -> connection(line.value());
      case DROP -> {}
    }
  }

  private void length(HeaderLine line) throws MalformedResponseException {
    String value = line.value();
    boolean valid = contentLength < 0 && !value.isEmpty() && value.length() <= 18;
    for (int i = 0; valid && i < value.length(); i++) {
      valid = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!valid) {
      throw new MalformedResponseException("a Content-Length that is repeated or no number");
    }
    contentLength = Long.parseLong(value);
  }

  private void connection(String value) {
    if (value.equalsIgnoreCase("keep-alive")) {
      return;
    }
    for (String token : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = token.strip();
      if (name.equals("close")) {
        keepAlive = false;
      } else if (!name.isEmpty() && !name.equals("keep-alive")) {
        endHere.add(new HttpString(name));
      }
    }
  }

  /** Drops the headers that the Connection header says end at this hop. */
  private void dropEndingHere() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      HeaderLine line = line(i);
      if (line.use() == HeaderLine.Use.CONTENT_LENGTH || !endHere.contains(line.name())) {
        lines[kept++] = line;
      }
    }
    count = kept;
  }

  /** 100 to 599. */
  public int status() {
    return status;
  }

  /** How many headers are to be passed on. */
  public int count() {
    return count;
  }

  /** A header that is to be passed on. */
  public HeaderLine line(int index) {
    HeaderLine line = lines[index];
    if (line == null || index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    return line;
  }

  /** Whether the backend keeps the connection open after this answer. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /** Whether the answer carries a request id. */
  public boolean hasRequestId() {
    return hasRequestId;
  }

  /** Whether the answer is a stream of events, which may take for ever. */
  public boolean isEventStream() {
    return eventStream;
  }

  /** How the answer's body is framed. */
  public Framing framing(boolean headRequest) {
    if (headRequest || status < 200 || status == 204 || status == 304) {
      return new Framing.Length(0);
    }
    if (chunked) {
      return new Framing.Chunked();
    }
    return contentLength >= 0 ? new Framing.Length(contentLength) : new Framing.UntilClose();
  }

  /** How the end of a body is known. */
  public sealed interface Framing {
    /** By its length in bytes. */
    record Length(long bytes) implements Framing {}

    /** By the last chunk. */
    record Chunked() implements Framing {}

    /** By the end of the connection. */
    record UntilClose() implements Framing {}
  }
}
