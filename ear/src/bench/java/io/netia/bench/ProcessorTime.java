package io.netia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processor time, user and system, in milliseconds, as {@code /proc} shows it. Linux only. */
final class ProcessorTime {

  /** Clock ticks of {@code /proc} are hundredths of a second on every Linux that runs this. */
  private static final double MILLIS_PER_TICK = 10;

  /** HotSpot's names of them, as long as Linux keeps them. */
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

  /** One process: its parent, its own ticks, and those of the children it has waited for. */
  private record Stat(long parent, long own, long ended) {}

  private ProcessorTime() {}

  /** What one process has used so far. */
  static double of(long pid) throws IOException {
    return running(pid).own() * MILLIS_PER_TICK;
  }

  /**
   * What a process and its children have used so far, those that have ended included. This is how a
   * PostgreSQL server spends: its postmaster does nothing, each connection has a child.
   */
  static double ofFamily(long pid) throws IOException {
    Stat head = running(pid);
    long ticks = head.own() + head.ended();
    for (long other : processes()) {
      Optional<Stat> child = stat(other).filter(known -> known.parent() == pid);
      ticks += child.map(Stat::own).orElse(0L);
    }
    return ticks * MILLIS_PER_TICK;
  }

  /** What the threads of a virtual machine that compile have used so far. */
  static double ofCompilers(long pid) throws IOException {
    long ticks = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      for (Path thread : threads.collect(Collectors.toList())) {
        Optional<String> line = line(thread.resolve("stat"));
        if (line.filter(known -> COMPILER.matcher(known).find()).isPresent()) {
          ticks += stat(line.get()).own();
        }
      }
    }
    return ticks * MILLIS_PER_TICK;
  }

  private static Stat running(long pid) throws IOException {
    return stat(pid)
        .orElseThrow(() -> new IOException("process " + pid + " ended while it was measured"));
  }

  private static List<Long> processes() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Long::valueOf)
          .collect(Collectors.toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Empty when the process is gone. */
  private static Optional<Stat> stat(long pid) throws IOException {
    return line(Path.of("/proc", String.valueOf(pid), "stat")).map(ProcessorTime::stat);
  }

  private static Optional<String> line(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private static Stat stat(String line) {
    // The second field is the command in brackets and may hold spaces; count from its end.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return new Stat(
        Long.parseLong(fields[1]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }
}
