package io.netia.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Measures a running server and prints the figures. */
public final class Bench {

  private Bench() {}

  /**
   * Ends with 2 when it was called wrongly and with 1 when the server did not do what it should.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      Options options = Options.read(arguments, System.getenv());
      System.exit(measure(options));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
    }
  }

  /** Prints what could be measured, also when something went wrong, and returns the exit code. */
  private static int measure(Options options) throws InterruptedException {
    Report report = new Report();
    int result = 0;
    try (Session session = new Session(options, report)) {
      switch (options.kind()) {
        case PLAIN -> new PlainBench(session).run();
        case REALTIME -> new RealtimeBench(session).run();
        case HOSTILE -> new HostileBench(session).run();
      }
    } catch (IOException | SQLException e) {
      System.err.println("bench: " + (e.getMessage() == null ? e : e.getMessage()));
      result = 1;
    }
    System.out.print(options.json() ? report.json() + "\n" : report.table());
    return result;
  }
}
