package io.netia.live.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.topic.ITopic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's data grid as a transport. A plain topic, not a reliable one: it goes from member to
 * member, while a reliable topic keeps its ring buffer at one member and stops with it.
 */
final class GridTransport implements Transport {

  private static final Logger LOG = System.getLogger(GridTransport.class.getName());
  private static final String TOPIC = "netia-live";

  private final ITopic<byte[]> topic;
  private @Nullable UUID listener;

  GridTransport(HazelcastInstance grid) {
    this.topic = grid.getTopic(TOPIC);
  }

  @Override
  public void open(Consumer<byte[]> receiver) {
    listener =
        topic.addMessageListener(
            message -> {
              if (!message.getPublishingMember().localMember()) {
                receiver.accept(message.getMessageObject());
              }
            });
  }

  @Override
  public boolean send(byte[] bytes) {
    try {
      topic.publish(bytes);
      return true;
    } catch (HazelcastInstanceNotActiveException stopped) {
      LOG.log(Level.DEBUG, "The data grid has stopped", stopped);
      return false;
    }
  }

  @Override
  public void close() {
    if (listener != null) {
      try {
        topic.removeMessageListener(listener);
      } catch (HazelcastInstanceNotActiveException stopped) {
        LOG.log(Level.DEBUG, "The data grid has stopped before", stopped);
      }
    }
  }
}
