package io.netia.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's process as the operating system and its own virtual machine see it. Linux only. */
final class ServerProcess {

  private static final long PATIENCE_SECONDS = 60;

  /** Memory in KiB: heap in use after a full collection, and what is resident. */
  record Memory(long liveHeap, long resident) {}

  private final long pid;

  ServerProcess(long pid) {
    this.pid = pid;
  }

  boolean isKnown() {
    return pid > 0;
  }

  Memory memory() throws IOException, InterruptedException {
    return new Memory(liveHeapKib(), residentKib());
  }

  private long residentKib() throws IOException {
    String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    Matcher matcher = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
    if (!matcher.find()) {
      throw new IOException("no resident memory in " + status);
    }
    return Long.parseLong(matcher.group(1));
  }

  private long liveHeapKib() throws IOException, InterruptedException {
    jcmd("GC.run");
    // One such line for the whole heap, or one for each generation: that depends on the collector.
    Matcher spaces = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
    return spaces.results().mapToLong(space -> Long.parseLong(space.group(1))).sum();
  }

  /** Asks the server's virtual machine and returns its answer. */
  String jcmd(String... words) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("netia-bench-jcmd", ".txt");
    try {
      List<String> command = new ArrayList<>(List.of("jcmd", String.valueOf(pid)));
      command.addAll(List.of(words));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String output = Files.readString(answer, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new IOException("jcmd " + String.join(" ", words) + " failed: " + output);
      }
      return output;
    } finally {
      Files.delete(answer);
    }
  }
}
