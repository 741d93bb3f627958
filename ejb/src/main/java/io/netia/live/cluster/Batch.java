package io.netia.live.cluster;

import io.netia.live.service.Announcement;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Announcements that one node sends to the others in one message.
 *
 * @param node the sender
 * @param before sequence number: how many announcements the sender has made before these, sent or
 *     not; a receiver that has seen fewer has a gap
 * @param isLast whether the sender stops after this batch
 */
record Batch(String node, long before, boolean isLast, List<Announcement> announcements) {

  private static final int FORM = 2;
  private static final int LAST = 1;
  private static final int CHANGE = 1;
  private static final int CLOSE = 2;

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      text(out, node);
      out.writeLong(before);
      out.writeByte(isLast ? LAST : 0);
      out.writeInt(announcements.size());
      for (Announcement announcement : announcements) {
        write(out, announcement);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Announcement announcement) throws IOException {
    ChangeRange change = announcement.change();
    out.writeByte(change == null ? 0 : change.isClose() ? CHANGE | CLOSE : CHANGE);
    if (change != null) {
      out.writeLong(change.subject().getMostSignificantBits());
      out.writeLong(change.subject().getLeastSignificantBits());
      out.writeLong(change.before());
      out.writeLong(change.after());
    }
    out.writeInt(announcement.events().size());
    for (LiveEvent event : announcement.events()) {
      text(out, event.topic());
      text(out, event.event());
      text(out, event.payload());
      text(out, event.exceptSocket() == null ? "" : event.exceptSocket());
    }
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IOException when it is something else, such as the format of another release
   */
  static Batch read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int form = in.readUnsignedByte();
      if (form != FORM) {
        throw new IOException("A batch of form " + form);
      }
      String node = text(in);
      long before = in.readLong();
      boolean isLast = in.readUnsignedByte() == LAST;
      int count = in.readInt();
      List<Announcement> announcements = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        announcements.add(announcement(in));
      }
      return new Batch(node, before, isLast, announcements);
    }
  }

  private static Announcement announcement(DataInputStream in) throws IOException {
    ChangeRange change = change(in);
    int count = in.readInt();
    List<LiveEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String topic = text(in);
      String event = text(in);
      String payload = text(in);
      String except = text(in);
      events.add(new LiveEvent(topic, event, payload, except.isEmpty() ? null : except));
    }
    return new Announcement(change, events);
  }

  private static @Nullable ChangeRange change(DataInputStream in) throws IOException {
    int flags = in.readUnsignedByte();
    return (flags & CHANGE) == 0
        ? null
        : new ChangeRange(
            new UUID(in.readLong(), in.readLong()),
            in.readLong(),
            in.readLong(),
            (flags & CLOSE) != 0);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    // Not writeUTF, which takes at most 64 KB.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("A batch that ends early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
