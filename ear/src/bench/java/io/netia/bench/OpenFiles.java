package io.netia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files, and so connections, a process may have open. Linux only. */
final class OpenFiles {

  /** What a process has open beside the connections. */
  private static final int OTHERS = 1_000;

  private OpenFiles() {}

  /** Fails when a process may not have so many connections open. */
  static void require(int connections, String who, long pid) throws IOException {
    String limits = Files.readString(Path.of("/proc", String.valueOf(pid), "limits"));
    Matcher matcher = Pattern.compile("Max open files\\s+(\\d+)").matcher(limits);
    if (matcher.find() && Long.parseLong(matcher.group(1)) < connections + OTHERS) {
      throw new IOException(
          "%s may have %s files open, and %d connections need %d: raise the limit (ulimit -n)"
              .formatted(who, matcher.group(1), connections, connections + OTHERS));
    }
  }
}
