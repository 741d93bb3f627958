package io.netia.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run: an account of its own on the server, the meter, and the figures so far. */
final class Session implements AutoCloseable {

  private final Options options;
  private final Report report;
  private final ServerProcess server;
  private final Optional<GcLog> gc;
  private final Meter meter;
  private final Account account;
  private final Conversations conversations;

  Session(Options options, Report report) throws IOException, InterruptedException {
    this.options = options;
    this.report = report;
    this.server = new ServerProcess(options.serverPid());
    this.account = Account.register(options.url());
    this.conversations = new Conversations(account);
    this.gc = server.isKnown() ? Optional.of(new GcLog(server)) : Optional.empty();
    this.meter = new Meter(options.serverPid(), options.databasePid(), gc);
  }

  Options options() {
    return options;
  }

  Report report() {
    return report;
  }

  ServerProcess server() {
    return server;
  }

  Meter meter() {
    return meter;
  }

  Account account() {
    return account;
  }

  /** So many conversations of so many visitors. */
  List<Account.Conversation> conversations(int count) throws IOException, InterruptedException {
    return conversations.first(count);
  }

  SocketLoop openLoop() throws IOException {
    return new SocketLoop(options.url());
  }

  /** Prints on the error stream what is being done. */
  void progress(String what) {
    System.err.println("bench: " + what);
  }

  /** Fails when the machine does not allow so many connections. */
  void requireOpenFiles(int connections) throws IOException {
    OpenFiles.require(connections, "the generator", ProcessHandle.current().pid());
    if (server.isKnown()) {
      OpenFiles.require(connections, "the server", options.serverPid());
    }
  }

  /** Messages that nobody measures. */
  void warmUpChat(Duration time) throws IOException, InterruptedException {
    if (time.isZero()) {
      return;
    }
    try (SocketLoop loop = openLoop()) {
      ClosedLoop chat = new ClosedLoop(account, loop);
      chat.start(conversations(options.conversations()));
      chat.talkFor(time);
      chat.finish();
    }
  }

  /** The closed loop; {@code prefix} begins the names of its figures. */
  void measureClosedLoop(String prefix) throws IOException, InterruptedException {
    List<Account.Conversation> own = conversations(options.conversations());
    progress("chat, " + own.size() + " conversations, closed loop");
    try (SocketLoop loop = openLoop()) {
      ClosedLoop chat = new ClosedLoop(account, loop);
      chat.start(own);
      chat.talkFor(Duration.ofSeconds(1));
      Meter.Phase phase = meter.start();
      Latencies sent = chat.talkFor(options.seconds());
      Meter.Spent spent = phase.end();
      chat.finish();
      report.addRate(
          prefix + "messages_per_second",
          "chat: messages, closed loop",
          sent.count(),
          options.seconds());
      report.addLatencies(prefix, "chat: send to the other side", sent);
      report.addCost(prefix, "chat", spent, sent.count(), "message");
      report.add(
          prefix + "reordered", "chat: came after a later message", chat.reordered(), "messages");
    }
  }

  /** What the database does alone at this moment. */
  void measureFloor(String when) throws SQLException, InterruptedException {
    if (options.databaseUrl().isBlank()) {
      return;
    }
    progress("floor: bare insert and commit");
    Floor floor = new Floor(options.databaseUrl());
    int connections = Math.min(options.conversations(), 50);
    long millis = Math.min(options.seconds().toMillis(), 5_000);
    report.add(
        "floor_1_" + when,
        "floor " + when + ": 1 connection",
        floor.commitsPerSecond(1, millis),
        "commits/s");
    report.add(
        "floor_n_" + when,
        "floor " + when + ": " + connections + " connections",
        floor.commitsPerSecond(connections, millis),
        "commits/s");
  }

  @Override
  public void close() throws IOException {
    if (gc.isPresent()) {
      gc.get().close();
    }
  }
}
