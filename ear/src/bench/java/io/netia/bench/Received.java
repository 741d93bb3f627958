package io.netia.bench;

import java.io.IOException;
import java.util.BitSet;

/** Which numbered messages have arrived at one kind of place: each is to come once. */
final class Received {

  private final String where;
  private final BitSet numbers = new BitSet();
  private int count;

  Received(String where) {
    this.where = where;
  }

  void add(int number) throws IOException {
    if (numbers.get(number)) {
      throw new IOException("message " + number + " came twice " + where);
    }
    numbers.set(number);
    count++;
  }

  int count() {
    return count;
  }

  @Override
  public String toString() {
    return count + " " + where;
  }
}
