package io.netia.launcher;

import io.netia.logging.LastingLogManager;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts {@code netia.jar}. Payara Micro alone stays up without the application when that refuses
 * to start; here a refusal ends the process, so that whoever watches it sees it.
 */
public final class Main {

  /** Set by the application once it has started. */
  private static final String STARTED = "io.netia.started";

  private static final String SETTINGS_CHECK = "io.netia.lifecycle.service.SettingsCheck";

  private Main() {}

  /**
   * Takes the options of Payara Micro, or {@code admin} and its words. Exits 1 with one sentence on
   * stderr when the application does not start.
   */
  @SuppressWarnings("SystemOut") // a command's way to speak
  public static void main(String[] options) throws ReflectiveOperationException, IOException {
    System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    if (options.length > 0 && options[0].equals(AdminLauncher.WORD)) {
      AdminLauncher.main(options);
    }
    String mistake = mistakeInSettings();
    if (!mistake.isEmpty()) {
      System.err.println(mistake);
      System.exit(1);
    }
    startServer(LogFormat.addedTo(options));
    if (System.getProperty(STARTED) == null) {
      System.err.println("Netia did not start; the log above says why.");
      System.exit(1);
    }
  }

  private static String mistakeInSettings() throws ReflectiveOperationException, IOException {
    try (NestedJars jars = NestedJars.of(AdminLauncher.archive())) {
      Class<?> check = Class.forName(SETTINGS_CHECK, true, jars.loader());
      return (String) check.getMethod("firstMistake").invoke(null);
    }
  }

  /** By name: the server is only there inside the jar. */
  private static void startServer(String[] options) throws ReflectiveOperationException {
    try {
      Class.forName("fish.payara.micro.PayaraMicro")
          .getMethod("main", String[].class)
          .invoke(null, (Object) options);
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException("Payara Micro did not start", failed.getCause());
    }
  }
}
