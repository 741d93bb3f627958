package io.netia.launcher;

import java.io.PrintStream;
import java.util.logging.LogManager;

/** Runs what {@code dev.sh} does to the schema. The application's classes are on the class path. */
public final class SchemaLauncher {

  private static final String COMMAND = "io.netia.migrations.service.SchemaCommand";

  private SchemaLauncher() {}

  /** Takes the command's words; exits with its code. */
  @SuppressWarnings("SystemOut") // a command prints
  public static void main(String[] words) throws ReflectiveOperationException {
    // The libraries' notices would stand between the command's lines.
    LogManager.getLogManager().reset();
    System.exit(
        (int)
            Class.forName(COMMAND)
                .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
                .invoke(null, words, System.out, System.err));
  }
}
