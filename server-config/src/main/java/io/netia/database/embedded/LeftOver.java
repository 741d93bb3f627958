package io.netia.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived the process that started it (killed, say) and still holds the data
 * folder.
 */
final class LeftOver {

  private static final int STOP_SECONDS = 30;

  private LeftOver() {}

  /**
   * Ends it the quick way: transactions are rolled back, data is written. Does nothing when there
   * is none.
   */
  static void stop(Path data) throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(lock).get(0).strip());
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(LeftOver::isPostgres);
    if (process.isEmpty()) {
      Files.deleteIfExists(lock);
      return;
    }
    // Java's own destroy() sends SIGTERM, on which PostgreSQL waits for its clients to leave.
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
    try {
      process.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "An earlier PostgreSQL (process " + pid + ") still holds " + data + " and does not stop.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while an earlier PostgreSQL was stopping.", e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("postgres")).isPresent();
  }
}
