package io.netia.launcher;

/**
 * Reports what is wrong with the settings before {@code dev.sh} starts a server, which would find
 * it half a minute later. The application's classes are on the class path.
 */
public final class SettingsLauncher {

  private static final String CHECK = "io.netia.lifecycle.service.SettingsCheck";

  private SettingsLauncher() {}

  /** Exits 0 when all settings are right, else 1 with one sentence on stderr. */
  @SuppressWarnings("SystemOut") // a command prints
  public static void main(String[] arguments) throws ReflectiveOperationException {
    String mistake = firstMistake(SettingsLauncher.class.getClassLoader());
    if (!mistake.isEmpty()) {
      System.err.println(mistake);
      System.exit(1);
    }
  }

  /** One sentence about the first setting that is wrong; empty when none is. */
  static String firstMistake(ClassLoader application) throws ReflectiveOperationException {
    Class<?> check = Class.forName(CHECK, true, application);
    return (String) check.getMethod("firstMistake").invoke(null);
  }
}
