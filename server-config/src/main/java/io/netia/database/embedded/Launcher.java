package io.netia.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an embedded database until the process gets a signal to end: {@code Launcher <folder>
 * <port>}.
 */
public final class Launcher {

  private Launcher() {}

  /**
   * Starts the database, then writes {@code ready} into its folder, with the addresses as shell
   * assignments; the one for backups signs in as the superuser.
   *
   * @param arguments folder and port
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Path ready = folder.resolve("ready");
    Files.deleteIfExists(ready);
    EmbeddedDatabase database = EmbeddedDatabase.keptIn(folder, Integer.parseInt(arguments[1]));
    Files.writeString(
        ready,
        "DATABASE_URL='%s'%nDATABASE_OWNER_URL='%s'%nDATABASE_BACKUP_URL='%s'%n"
            .formatted(database.applicationUrl(), database.ownerUrl(), database.backupUrl()));
    new CountDownLatch(1).await();
  }
}
