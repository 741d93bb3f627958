package io.netia.addresses;

import java.util.List;
import java.util.Optional;

/**
 * The entries of a list header from the last to the first, over all its lines. Nothing is split
 * beforehand, so a long header costs no more than the entries that are looked at.
 */
final class ForwardedEntries {

  private final List<String> lines;
  private int line;
  private int end;

  ForwardedEntries(List<String> lines) {
    this.lines = lines;
    line = lines.size() - 1;
    end = line < 0 ? -1 : lines.get(line).length();
  }

  /** The entry before the last one given, without white space; empty after the first. */
  Optional<String> previous() {
    if (line < 0) {
      return Optional.empty();
    }
    String text = lines.get(line);
    int comma = text.lastIndexOf(',', end - 1);
    String entry = text.substring(comma + 1, end).strip();
    if (comma >= 0) {
      end = comma;
    } else {
      line--;
      end = line < 0 ? -1 : lines.get(line).length();
    }
    return Optional.of(entry);
  }
}
