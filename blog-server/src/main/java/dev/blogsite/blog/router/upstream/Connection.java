package dev.blogsite.blog.router.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A connection to a backend. It belongs to one I/O thread, which alone may touch it. Reads stay
 * resumed all its life, so that passing a request costs no change of what the selector watches.
 */
public final class Connection implements ChannelListener<ConduitStreamSourceChannel> {
  private final StreamConnection channel;
  private final Backend backend;
  private final int ioThread;
  private @Nullable Owner owner;
  private boolean reused;

  Connection(StreamConnection channel, Backend backend, int ioThread) {
    this.channel = channel;
    this.backend = backend;
    this.ioThread = ioThread;
    channel.getSourceChannel().setReadListener(this);
    channel.getSourceChannel().resumeReads();
  }

  /** Who is told of a connection's events while a request uses it. */
  public interface Owner {
    /** There is something to read, or the connection has ended. */
    void readable(Connection connection);
  }

  /** Gives the connection to a request. */
  void use(Owner next) {
    owner = next;
  }

  /** Whether it has carried a request before, and may thus have been closed unseen. */
  public boolean isReused() {
    return reused;
  }

  /** Where it leads. */
  public Backend backend() {
    return backend;
  }

  /** The side to read from. */
  public ConduitStreamSourceChannel source() {
    return channel.getSourceChannel();
  }

  /** The side to write to. */
  public ConduitStreamSinkChannel sink() {
    return channel.getSinkChannel();
  }

  /** The whole channel, for a tunnel that takes the connection over. */
  public StreamConnection channel() {
    return channel;
  }

  /** Ends the request's use; the next one may have the connection. */
  public void release() {
    owner = null;
    reused = true;
    sink().suspendWrites();
    if (!source().isReadResumed()) {
      source().resumeReads();
    }
    if (!channel.isOpen() || !backend.keepIdle(ioThread, this)) {
      close();
    }
  }

  /** Closes it. */
  public void close() {
    owner = null;
    IoUtils.safeClose(channel);
  }

  @Override
  public void handleEvent(ConduitStreamSourceChannel source) {
    Owner user = owner;
    if (user != null) {
      user.readable(this);
      return;
    }
    // An idle connection has nothing to say: the backend closes it, or breaks the protocol.
    try {
      if (source.read(ByteBuffer.allocate(1)) == 0) {
        return;
      }
    } catch (IOException e) {
      // Closed the hard way; the same as closed.
    }
    backend.forgetIdle(ioThread, this);
    close();
  }
}
