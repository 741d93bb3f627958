package io.netia.live.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Redis pub/sub as a transport, on one channel. A Redis that is down when this node starts, or
 * whose certificate is not accepted, does not stop it: nothing is carried until it is there. From
 * then on Lettuce reconnects and subscribes again by itself; what was published meanwhile is lost,
 * which the sequence numbers of the batches show.
 */
final class RedisTransport implements Transport {

  private static final Logger LOG = System.getLogger(RedisTransport.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** With more than this in flight Redis does not read: batches are dropped rather than queued. */
  private static final int UNDER_WAY_MOST = 1000;

  private final RedisClient client;
  private final byte[] channel;
  private final RedisURI uri;
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> out;
  private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> in;
  private volatile boolean isClosed;
  private boolean isFailureLogged;

  /**
   * @param address {@code redis://} or {@code rediss://}; its database number, which means nothing
   *     to channels, keeps installations on one Redis apart
   */
  RedisTransport(String address) {
    uri = RedisURI.create(address);
    uri.setTimeout(CONNECT);
    channel = ("netia-live-" + uri.getDatabase()).getBytes(StandardCharsets.UTF_8);
    client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(UNDER_WAY_MOST)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
            .timeoutOptions(TimeoutOptions.enabled(CONNECT))
            .build());
  }

  @Override
  public void open(Consumer<byte[]> receiver) {
    Future<?> unused =
        client
            .connectAsync(ByteArrayCodec.INSTANCE, uri)
            .thenAccept(connection -> out = connection)
            .thenCompose(sending -> client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri))
            .thenCompose(connection -> subscribe(connection, receiver))
            .whenComplete(
                (subscribed, failed) -> {
                  if (failed != null) {
                    tryLater(receiver, failed);
                  } else if (isFailureLogged) {
                    LOG.log(Level.INFO, "Redis is there");
                  }
                })
            .toCompletableFuture();
  }

  private CompletionStage<Void> subscribe(
      StatefulRedisPubSubConnection<byte[], byte[]> connection, Consumer<byte[]> receiver) {
    in = connection;
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] from, byte[] bytes) {
            receiver.accept(bytes);
          }
        });
    return connection.async().subscribe(channel);
  }

  /** The reason is logged once; batches go through the database meanwhile. */
  private void tryLater(Consumer<byte[]> receiver, Throwable failed) {
    closeConnections();
    if (isClosed) {
      return;
    }
    if (!isFailureLogged) {
      isFailureLogged = true;
      LOG.log(
          Level.WARNING,
          "Redis cannot be used, and is asked again every {0} s: {1}",
          RETRY.toSeconds(),
          deepest(failed));
    }
    Future<?> unused =
        client
            .getResources()
            .eventExecutorGroup()
            .schedule(() -> open(receiver), RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String deepest(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  @Override
  public boolean send(byte[] bytes) {
    StatefulRedisConnection<byte[], byte[]> connection = out;
    if (connection == null) {
      return false;
    }
    try {
      connection
          .async()
          .publish(channel, bytes)
          .exceptionally(
              lost -> {
                LOG.log(Level.DEBUG, "Redis did not take a batch", lost);
                return 0L;
              });
      return true;
    } catch (RedisException disconnected) {
      LOG.log(Level.DEBUG, "Redis is not connected", disconnected);
      return false;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    closeConnections();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }

  /** Without waiting: this also runs on the threads that would have to do the closing. */
  private void closeConnections() {
    for (StatefulConnection<?, ?> connection : Arrays.asList(in, out)) {
      if (connection != null) {
        Future<?> unused = connection.closeAsync();
      }
    }
    in = null;
    out = null;
  }
}
