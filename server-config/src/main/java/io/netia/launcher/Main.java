package io.netia.launcher;

import io.netia.logging.LastingLogManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Starts {@code netia.jar}. Payara Micro alone stays up without the application when that refuses
 * to start; here a refusal ends the process, so that whoever watches it sees it.
 */
public final class Main {

  /** Set by the application once it has started. */
  private static final String STARTED = "io.netia.started";

  /** Set by the application to one sentence when it refuses to start. */
  private static final String REFUSAL = "io.netia.refusal";

  private Main() {}

  /**
   * Takes the options of Payara Micro, or {@code admin} and its words. When the application does
   * not start, exits 1 with one sentence on stderr, after all other output.
   */
  public static void main(String[] options) throws ReflectiveOperationException, IOException {
    System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    if (options.length > 0 && options[0].equals(AdminLauncher.WORD)) {
      AdminLauncher.main(options);
    }
    String mistake = mistakeInSettings();
    if (!mistake.isEmpty()) {
      refuse(mistake);
    }
    new ListenerOptions(options).mistake().ifPresent(Main::refuse);
    try {
      startServer(LogFormat.addedTo(options));
    } catch (InvocationTargetException failed) {
      refuse("Netia did not start: " + sentence(failed));
    }
    if (System.getProperty(STARTED) == null) {
      String refusal = System.getProperty(REFUSAL);
      refuse(
          refusal == null
              ? "Netia did not start; the log above says why."
              : "Netia did not start: " + refusal);
    }
  }

  private static String mistakeInSettings() throws ReflectiveOperationException, IOException {
    try (NestedJars jars = NestedJars.of(AdminLauncher.archive())) {
      return SettingsLauncher.firstMistake(jars.loader());
    }
  }

  /** By name: the server is only there inside the jar. */
  private static void startServer(String... options) throws ReflectiveOperationException {
    Class.forName("fish.payara.micro.PayaraMicro")
        .getMethod("main", String[].class)
        .invoke(null, (Object) options);
  }

  /** What lies behind everything that was thrown. */
  private static String sentence(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Ends the process with a sentence that is its last output. */
  @SuppressWarnings("SystemOut") // a command prints
  private static void refuse(String sentence) {
    PrintStream terminal = System.err;
    LogManager.getLogManager().reset();
    // The server sets up another log as it ends.
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setErr(nowhere);
    System.setOut(nowhere);
    terminal.println(sentence);
    System.exit(1);
  }
}
