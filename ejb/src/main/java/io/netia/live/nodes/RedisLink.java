package io.netia.live.nodes;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Redis, as a place where all nodes meet: one channel. Lettuce reconnects and subscribes again by
 * itself; what was said meanwhile is lost, which the numbers of the batches tell.
 */
final class RedisLink implements Link {

  private static final Logger LOG = System.getLogger(RedisLink.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * More than this on the way means that Redis does not read: it is left out rather than waited
   * for.
   */
  private static final int UNDER_WAY_MOST = 1000;

  private final RedisClient client;
  private final byte[] channel;
  private final StatefulRedisConnection<byte[], byte[]> out;
  private @Nullable StatefulRedisPubSubConnection<byte[], byte[]> in;

  /**
   * Connects.
   *
   * @param address {@code redis://} or {@code rediss://}; its database number, which means nothing
   *     to channels, keeps installations on one Redis apart
   */
  RedisLink(String address) {
    RedisURI uri = RedisURI.create(address);
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
    try {
      out = client.connect(ByteArrayCodec.INSTANCE);
    } catch (RedisException unreachable) {
      client.shutdown();
      throw unreachable;
    }
  }

  @Override
  public void open(Consumer<byte[]> receiver) {
    StatefulRedisPubSubConnection<byte[], byte[]> connection =
        client.connectPubSub(ByteArrayCodec.INSTANCE);
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] from, byte[] bytes) {
            receiver.accept(bytes);
          }
        });
    connection.sync().subscribe(channel);
    in = connection;
  }

  @Override
  public boolean send(byte[] bytes) {
    try {
      out.async()
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
    if (in != null) {
      in.close();
    }
    out.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
