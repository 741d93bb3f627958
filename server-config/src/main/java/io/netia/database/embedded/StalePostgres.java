package io.netia.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived the process that started it (because that was killed) and still holds
 * the data folder.
 */
final class StalePostgres {

  private static final int STOP_SECONDS = 20;

  /**
   * SIGINT rolls transactions back and writes the data, SIGQUIT does not wait for clients that
   * stand still. Java's own destroy() sends SIGTERM, on which PostgreSQL waits for its clients to
   * leave.
   */
  private static final List<String> SIGNALS = List.of("INT", "QUIT", "KILL");

  private StalePostgres() {}

  /**
   * Ends it. Does nothing when there is none: a lock file that is damaged, or names a process that
   * is none of this folder, is only removed.
   *
   * @throws IOException when it does not end, even by force
   */
  static void stop(Path data) throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    Optional<ProcessHandle> process = holder(lock, data);
    if (process.isEmpty()) {
      Files.deleteIfExists(lock);
      return;
    }
    for (String signal : SIGNALS) {
      if (hasEndedBy(signal, process.get())) {
        return;
      }
    }
    throw new IOException(
        "An earlier PostgreSQL (process %d) still holds %s and does not stop."
            .formatted(process.get().pid(), data));
  }

  private static Optional<ProcessHandle> holder(Path lock, Path data) throws IOException {
    List<String> lines = Files.readAllLines(lock);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> isPostgresOf(data, process));
  }

  /** Its id may belong to another program by now, and even to another PostgreSQL. */
  private static boolean isPostgresOf(Path data, ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command().filter(command -> command.endsWith("postgres")).isPresent()
        && info.arguments().map(List::of).orElse(List.of()).contains(data.toString());
  }

  /** A process that was stopped (SIGSTOP) has to go on to take a signal. */
  private static boolean hasEndedBy(String signal, ProcessHandle process) throws IOException {
    for (String one : List.of(signal, "CONT")) {
      new ProcessBuilder("kill", "-" + one, Long.toString(process.pid())).start();
    }
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    } catch (ExecutionException failed) {
      throw new IOException("An earlier PostgreSQL could not be waited for.", failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while an earlier PostgreSQL was stopping.", e);
    }
  }
}
