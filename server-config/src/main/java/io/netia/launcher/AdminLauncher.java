package io.netia.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.LogManager;

/**
 * Runs the operator's command, {@code java -jar netia.jar admin …} and {@code java -jar netia.ear
 * admin …}: the classes are taken out of the archive, whether the server runs or not.
 */
public final class AdminLauncher {

  /** The word that distinguishes the command from the server's options. */
  static final String WORD = "admin";

  private static final String COMMAND = "io.netia.operators.service.OperatorCommand";

  private AdminLauncher() {}

  /** Takes the command's words, with or without {@code admin} before them; exits with its code. */
  public static void main(String[] words) throws ReflectiveOperationException, IOException {
    boolean isNamed = words.length > 0 && words[0].equals(WORD);
    System.exit(run(isNamed ? Arrays.copyOfRange(words, 1, words.length) : words));
  }

  private static int run(String[] words) throws ReflectiveOperationException, IOException {
    if (isOnClassPath()) {
      return run(AdminLauncher.class.getClassLoader(), words);
    }
    try (NestedJars jars = NestedJars.of(archive())) {
      return run(jars.loader(), words);
    }
  }

  @SuppressWarnings("SystemOut") // a command prints
  private static int run(ClassLoader loader, String[] words) throws ReflectiveOperationException {
    // The libraries' notices would stand between the command's lines.
    LogManager.getLogManager().reset();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (int)
          Class.forName(COMMAND, true, loader)
              .getMethod(
                  "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class)
              .invoke(null, words, System.in, System.out, System.err);
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException("The command failed", failed.getCause());
    }
  }

  private static boolean isOnClassPath() {
    return AdminLauncher.class.getClassLoader().getResource(COMMAND.replace('.', '/') + ".class")
        != null;
  }

  /** The archive that this process runs. */
  static Path archive() {
    try {
      return Path.of(
          AdminLauncher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("The archive has no path", impossible);
    }
  }
}
