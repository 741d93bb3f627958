package io.netia.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LastingLogManagerTest {

  @Test
  void what_is_logged_while_the_process_ends_is_written() throws Exception {
    assertThat(outputOf(LastWords.class)).contains("begun").contains("the last words");
  }

  private static String outputOf(Class<?> program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=" + LastingLogManager.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** Logs once more when the JDK's thread that closes the log has ended. */
  static final class LastWords {

    private LastWords() {}

    /** The program. */
    public static void main(String[] words) {
      System.Logger log = System.getLogger(LastWords.class.getName());
      log.log(Level.INFO, "begun");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(log)));
    }

    private static void write(System.Logger log) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getClass().getName().startsWith("java.util.logging.")) {
          joined(thread);
        }
      }
      log.log(Level.INFO, "the last words");
    }

    private static void joined(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
