package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static byte[] bytes(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  private static byte[] head(int first, long length) {
    ByteBuffer head = ByteBuffer.allocate(10).put((byte) first).put((byte) 0xff).putLong(length);
    return head.array();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        65_537,
        1L << 31,
        0xffff_ffffL,
        1L << 62,
        Long.MIN_VALUE,
        0x8000_0000_ffff_ffffL,
        -1
      })
  void a_message_larger_than_allowed_is_refused_by_its_head(long length) {
    assertThat(follow(head(TEXT, length))).isFalse();
    assertThat(frames.refusal()).isEqualTo(FrameFollower.TOO_BIG);
    assertThat(follow(frame(TEXT, 10))).isFalse();
  }

  @Test
  void fragments_are_refused_when_they_are_too_large_together() {
    follow(frame(BEGINNING, 65_000));
    follow(frame(PING, 125));
    follow(frame(MIDDLE, 536));
    assertThat(frames.refusal()).isZero();
    follow(head(END, 1));
    assertThat(frames.refusal()).isEqualTo(FrameFollower.TOO_BIG);
  }

  @Test
  void a_message_of_many_empty_frames_is_refused_and_many_messages_are_not() {
    follow(frame(BEGINNING, 0));
    for (int frame = 2; frame < Budget.Sockets.MESSAGE_FRAMES; frame++) {
      follow(frame(MIDDLE, 0));
    }
    follow(frame(END, 0));
    for (int frame = 0; frame < 2 * Budget.Sockets.MESSAGE_FRAMES; frame++) {
      follow(frame(TEXT, 0));
    }
    assertThat(frames.refusal()).isZero();
    follow(frame(BEGINNING, 0));
    for (int frame = 1; frame <= Budget.Sockets.MESSAGE_FRAMES; frame++) {
      follow(frame(MIDDLE, 0));
    }
    assertThat(frames.refusal()).isEqualTo(FrameFollower.TOO_BIG);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xc1, 0xa1, 0x91, 0xc9, 0xb8, 0x83, 0x84, 0x87, 0x8b, 0x8f, 0x03, 0x09, 0x0a, 0x08, 0x80,
        0x00
      })
  void a_first_byte_that_no_client_may_send_is_refused(int first) {
    follow(bytes(first));
    assertThat(frames.refusal()).isEqualTo(FrameFollower.PROTOCOL_ERROR);
  }

  @Test
  void a_message_inside_another_one_is_refused() {
    follow(frame(BEGINNING, 5));
    follow(frame(TEXT, 5));
    assertThat(frames.refusal()).isEqualTo(FrameFollower.PROTOCOL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xfe, 0xff})
  void a_control_frame_of_more_than_125_bytes_is_refused(int length) {
    follow(bytes(PING, length));
    assertThat(frames.refusal()).isEqualTo(FrameFollower.PROTOCOL_ERROR);
  }

  @Test
  void a_frame_without_a_mask_is_refused() {
    follow(bytes(TEXT, 0x05));
    assertThat(frames.refusal()).isEqualTo(FrameFollower.PROTOCOL_ERROR);
  }

  @Test
  void all_that_clients_send_is_followed() {
    for (int first : new int[] {TEXT, 0x82, 0x88, PING, 0x8a, BEGINNING, PING, MIDDLE, END}) {
      follow(frame(first, 100));
    }
    assertThat(frames.refusal()).isZero();
    assertThat(frames.held()).isZero();
  }
}
