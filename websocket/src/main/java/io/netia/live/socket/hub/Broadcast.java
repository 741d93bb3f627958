package io.netia.live.socket.hub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netia.json.service.Json;
import io.netia.live.service.LiveEvent;
import io.netia.live.socket.protocol.Outgoing;
import io.netia.live.socket.protocol.WireVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the subscribers of a topic; encoded at most once per protocol version, by
 * the first that needs it.
 */
public final class Broadcast {

  private static final int UNREAD = -1;

  /** The event of a presence difference. */
  static final String PRESENCE_DIFF = "presence_diff";

  private final LiveEvent event;
  private volatile @Nullable Outgoing v1;
  private volatile @Nullable Outgoing v2;
  private volatile int seq = UNREAD;

  /** Wraps an event; encodes nothing yet. */
  public Broadcast(LiveEvent event) {
    this.event = event;
  }

  /** The topic whose subscribers get it. */
  String topic() {
    return event.topic();
  }

  /** Whether this connection is the one that does not get it. */
  boolean excepts(Connection connection) {
    return connection.id().equals(event.exceptSocket());
  }

  /**
   * The encoded event. Two threads may encode it at the same time; both results are the same bytes.
   */
  Outgoing encoded(WireVersion version) {
    Outgoing known = version == WireVersion.V1 ? v1 : v2;
    if (known != null) {
      return known;
    }
    Outgoing encoded = version.event(event.topic(), event.event(), event.payload());
    if (version == WireVersion.V1) {
      v1 = encoded;
    } else {
      v2 = encoded;
    }
    return encoded;
  }

  /** Encoded for a client that knows the topic by another name. */
  Outgoing encodedAs(String name, WireVersion version) {
    return version.event(name, event.event(), event.payload());
  }

  /**
   * Whether it is a new message that the client has: one at or before {@code upTo} in the order of
   * its conversation.
   */
  boolean isMessageUpTo(int upTo) {
    if (upTo == 0 || !event.event().equals("shout")) {
      return false;
    }
    int known = seq;
    if (known == UNREAD) {
      known = seqOf(event.payload());
      seq = known;
    }
    return known > 0 && known <= upTo;
  }

  /** Whether it is a presence difference. */
  boolean isPresence() {
    return event.event().equals(PRESENCE_DIFF);
  }

  /** The id of the new message in it; empty text when it is about something else. */
  String messageId() {
    return event.event().equals("shout") ? field(event.payload(), "id") : "";
  }

  /** The sequence number of a rendered message in its conversation; 0 without one. */
  public static int seqOf(String message) {
    String seq = field(message, "seq");
    return seq.isEmpty() || seq.equals("null") ? 0 : Integer.parseInt(seq);
  }

  /**
   * A scalar at the top level of a JSON object that this server rendered; empty text when absent.
   */
  public static String field(String object, String name) {
    try (JsonParser json = Json.mapper().createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals(name);
        json.nextToken();
        if (found) {
          return json.getText();
        }
        json.skipChildren();
      }
      return "";
    } catch (IOException notOurs) {
      throw new UncheckedIOException("An announced payload is not a JSON object", notOurs);
    }
  }
}
