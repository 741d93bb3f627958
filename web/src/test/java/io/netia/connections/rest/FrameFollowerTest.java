package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FrameFollowerTest {

  private static final int TEXT = 0x81;
  private static final int BEGINNING = 0x01;
  private static final int MIDDLE = 0x00;
  private static final int END = 0x80;
  private static final int PING = 0x89;

  private final FrameFollower frames = new FrameFollower();

  private static byte[] frame(int first, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    if (length < 126) {
      out.write(0x80 | length);
    } else if (length < 65_536) {
      out.write(0x80 | 126);
      out.write(length >> 8);
      out.write(length);
    } else {
      out.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) length >> shift));
      }
    }
    out.writeBytes(new byte[4 + length]);
    return out.toByteArray();
  }

  private boolean follow(byte[] bytes) {
    return follow(bytes, 0, bytes.length);
  }

  private boolean follow(byte[] bytes, int from, int to) {
    Buffer buffer = Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes, from, to - from);
    return frames.follow(buffer);
  }

  @Test
  void nothing_is_held_of_what_is_complete() {
    for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
      assertThat(follow(frame(TEXT, length))).isTrue();
      assertThat(frames.held()).isZero();
    }
  }

  @Test
  void a_frame_may_come_byte_by_byte() {
    byte[] frame = frame(TEXT, 300);
    for (int at = 0; at < frame.length - 1; at++) {
      assertThat(follow(frame, at, at + 1)).isFalse();
      assertThat(frames.held()).isEqualTo(at + 1);
    }
    assertThat(follow(frame, frame.length - 1, frame.length)).isTrue();
    assertThat(frames.held()).isZero();
  }

  @Test
  void fragments_are_held_until_the_last_one_and_those_of_nothing_too() {
    follow(frame(BEGINNING, 100));
    follow(frame(MIDDLE, 0));
    follow(frame(MIDDLE, 0));
    assertThat(frames.held()).isEqualTo(106 + 6 + 6);
    assertThat(follow(frame(END, 10))).isTrue();
    assertThat(frames.held()).isZero();
  }

  @Test
  void a_ping_between_fragments_ends_nothing() {
    follow(frame(BEGINNING, 100));
    assertThat(follow(frame(PING, 10))).isFalse();
    assertThat(frames.held()).isEqualTo(106);
  }

  @Test
  void a_length_beyond_all_is_only_as_much_as_has_come() {
    byte[] frame = new byte[40];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) 0xff;
    for (int at = 2; at < 10; at++) {
      frame[at] = (byte) 0xff;
    }
    assertThat(follow(frame)).isFalse();
    assertThat(frames.held()).isEqualTo(40);
    assertThat(follow(frame)).isFalse();
    assertThat(frames.held()).isEqualTo(80);
  }
}
