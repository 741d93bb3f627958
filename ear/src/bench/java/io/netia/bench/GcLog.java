package io.netia.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The collector's pauses in the server, which its virtual machine writes to a file for us. */
final class GcLog implements AutoCloseable {

  private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms");

  private final ServerProcess server;
  private final Path file;

  /** Makes the server write. */
  GcLog(ServerProcess server) throws IOException, InterruptedException {
    this.server = server;
    this.file = Files.createTempFile("netia-bench-gc", ".log");
    server.jcmd("VM.log", "output=" + file, "what=gc=info", "decorators=uptime");
  }

  /** The length of what has been written; the start of a measured phase. */
  long mark() throws IOException {
    return Files.size(file);
  }

  /** The pauses, in milliseconds, that were written after a mark. */
  List<Double> pausesSince(long mark) throws IOException {
    byte[] all = Files.readAllBytes(file);
    String text = new String(all, (int) mark, all.length - (int) mark, StandardCharsets.ISO_8859_1);
    return PAUSE
        .matcher(text)
        .results()
        .map(pause -> Double.valueOf(pause.group(1)))
        .collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    try {
      server.jcmd("VM.log", "output=" + file, "what=all=off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the server was asked to stop writing");
    } finally {
      Files.delete(file);
    }
  }
}
