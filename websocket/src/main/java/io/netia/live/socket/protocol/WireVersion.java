package io.netia.live.socket.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two spellings of the protocol; a client chooses with {@code vsn} when it connects. */
public enum WireVersion {

  /** Objects: {@code {"topic","event","payload","ref"}}. */
  V1 {
    @Override
    public Frame read(String text) {
      return TextFrames.object(text);
    }

    @Override
    public Frame read(ByteBuffer bytes) {
      throw new MalformedFrame("version 1 has no binary frames");
    }

    @Override
    Outgoing frame(
        @Nullable String joinRef,
        @Nullable String ref,
        String topic,
        String event,
        String payload) {
      StringBuilder json =
          new StringBuilder(payload.length() + topic.length() + event.length() + 60);
      quote(topic, json.append("{\"topic\":"));
      quote(event, json.append(",\"event\":"));
      json.append(",\"payload\":").append(payload);
      quote(ref, json.append(",\"ref\":"));
      return Outgoing.of(json.append('}'));
    }
  },

  /** Arrays: {@code [join_ref, ref, topic, event, payload]}. */
  V2 {
    @Override
    public Frame read(String text) {
      return TextFrames.array(text);
    }

    @Override
    public Frame read(ByteBuffer bytes) {
      return BinaryFrames.push(bytes);
    }

    @Override
    Outgoing frame(
        @Nullable String joinRef,
        @Nullable String ref,
        String topic,
        String event,
        String payload) {
      StringBuilder json =
          new StringBuilder(payload.length() + topic.length() + event.length() + 40);
      quote(joinRef, json.append('['));
      quote(ref, json.append(','));
      quote(topic, json.append(','));
      quote(event, json.append(','));
      return Outgoing.of(json.append(',').append(payload).append(']'));
    }
  };

  private static final Pattern ONE = Pattern.compile("1\\.0\\.\\d{1,9}");
  private static final Pattern TWO = Pattern.compile("2\\.0\\.\\d{1,9}");

  /**
   * The version of a {@code vsn} parameter; none at all means version 1, and empty is the answer
   * for one that is not served.
   */
  public static Optional<WireVersion> of(@Nullable String vsn) {
    if (vsn == null || ONE.matcher(vsn).matches()) {
      return Optional.of(V1);
    }
    return TWO.matcher(vsn).matches() ? Optional.of(V2) : Optional.empty();
  }

  /**
   * Reads a text message.
   *
   * @throws MalformedFrame when it is not a frame of this version
   */
  public abstract Frame read(String text);

  /**
   * Reads a binary message.
   *
   * @throws MalformedFrame when it is not a frame of this version
   */
  public abstract Frame read(ByteBuffer bytes);

  abstract Outgoing frame(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, String payload);

  /** An event for everybody on a topic, or for one client; {@code payload} is a JSON object. */
  public Outgoing event(String topic, String event, String payload) {
    // No join_ref: newer clients drop an event whose join_ref is not that of their current join.
    return frame(null, null, topic, event, payload);
  }

  /** An event about one join of a topic, such as {@code phx_close}. */
  public Outgoing event(@Nullable String joinRef, String topic, String event, String payload) {
    return frame(joinRef, joinRef, topic, event, payload);
  }

  /** The answer to the frame with {@code ref}; {@code response} is a JSON object. */
  public Outgoing reply(
      @Nullable String joinRef, @Nullable String ref, String topic, boolean ok, String response) {
    String payload = "{\"status\":\"" + (ok ? "ok" : "error") + "\",\"response\":" + response + "}";
    return frame(joinRef, ref, topic, "phx_reply", payload);
  }

  private static void quote(@Nullable String text, StringBuilder json) {
    if (text == null) {
      json.append("null");
      return;
    }
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }
}
