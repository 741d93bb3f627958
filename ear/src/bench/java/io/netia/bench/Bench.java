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
      Report report = run(options);
      System.out.print(options.json() ? report.json() + "\n" : report.table());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
    } catch (IOException | SQLException e) {
      System.err.println("bench: " + (e.getMessage() == null ? e : e.getMessage()));
      System.exit(1);
    }
  }

  private static Report run(Options options)
      throws IOException, SQLException, InterruptedException {
    try (Session session = new Session(options)) {
      if (options.realtime()) {
        new RealtimeBench(session).run();
      } else {
        new PlainBench(session).run();
      }
      return session.report();
    }
  }
}
