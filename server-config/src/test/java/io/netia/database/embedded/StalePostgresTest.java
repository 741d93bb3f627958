package io.netia.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StalePostgresTest {

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void end_what_was_started() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** A program called postgres that sleeps, with no data folder on its command line. */
  private Process postgresOfSomebodyElse() throws IOException {
    Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("postgres"));
    process = new ProcessBuilder(program.toString(), "60").start();
    return process;
  }

  private Path lock(String text) throws IOException {
    return Files.writeString(folder.resolve("postmaster.pid"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "nonsense\n", "-5\n", "99999999999999999999\n", "4000000000\n"})
  void a_lock_file_that_names_no_process_is_removed(String text) throws IOException {
    Path lock = lock(text);
    StalePostgres.stop(folder);
    assertThat(lock).doesNotExist();
  }

  @Test
  void the_postgresql_of_another_folder_is_left_alone() throws Exception {
    lock(postgresOfSomebodyElse().pid() + "\n");
    StalePostgres.stop(folder);
    assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
  }
}
