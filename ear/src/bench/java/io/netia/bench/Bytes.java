package io.netia.bench;

import java.nio.charset.StandardCharsets;

/** Looks into frames as they came over the wire, without making text of them. */
final class Bytes {

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean startWith(byte[] data, int from, int to, byte[] pattern) {
    if (to - from < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (data[from + i] != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the pattern begins first, or -1. */
  static int indexOf(byte[] data, int from, int to, byte[] pattern) {
    int last = to - pattern.length;
    for (int i = from; i <= last; i++) {
      if (data[i] == pattern[0] && startWith(data, i, to, pattern)) {
        return i;
      }
    }
    return -1;
  }

  /** Reads so many decimal digits. */
  static int number(byte[] data, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      number = number * 10 + data[i] - '0';
    }
    return number;
  }

  /** Writes a number in so many decimal digits. */
  static void putNumber(byte[] data, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      data[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
