package io.netia.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's process as the operating system and its own virtual machine see it. Linux only. */
final class ServerProcess {

  private final long pid;

  ServerProcess(long pid) {
    this.pid = pid;
  }

  boolean isKnown() {
    return pid > 0;
  }

  /** Resident memory in KiB. */
  long residentKib() throws IOException {
    String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    return number(status, "VmRSS:\\s+(\\d+) kB");
  }

  /** Heap in use after a full collection, in KiB. */
  long liveHeapKib() throws IOException, InterruptedException {
    jcmd("GC.run");
    // One such line for the whole heap, or one for each generation: that depends on the collector.
    Matcher spaces = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
    return spaces.results().mapToLong(space -> Long.parseLong(space.group(1))).sum();
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("jcmd", String.valueOf(pid), command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + output);
    }
    return output;
  }

  private static long number(String text, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
