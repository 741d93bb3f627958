package io.netia.bodies.rest;

import io.netia.limits.Budget;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of all bodies together, of what has arrived and of what is parsed from it. */
final class BodyMemory {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most bytes
   */
  BodyMemory(long most) {
    this.most = most;
  }

  /** Takes bytes if there are as many; answers whether there were. */
  boolean reserve(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  /** Gives bytes back. */
  void release(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes that are taken. */
  long taken() {
    return taken.get();
  }

  /** What one caller may have in bodies that are being served. */
  long half() {
    return most / 2;
  }

  /** What one caller may have in bodies on their way. */
  long share() {
    return most / 4;
  }

  /**
   * What a body takes when it is parsed, itself included: its texts, of at most two bytes a
   * character, and the objects around them.
   */
  static long parsed(long length) {
    return 4 * length + Math.min(length * Budget.Bodies.PARSED_PER_BYTE, Budget.Bodies.PARSED_MOST);
  }
}
